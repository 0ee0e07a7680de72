"""The result ledger, measures and the public page."""
