"""Pages of questions, of candidates to review, and of our own list."""
