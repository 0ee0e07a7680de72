"""Lists, packs, purpose cards, sealed questions, hits and budgets."""
