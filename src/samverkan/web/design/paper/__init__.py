"""Letters and protocols on paper: PDF/UA-1 and PDF/A-2a, the same bytes from the same data."""
