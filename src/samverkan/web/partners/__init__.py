"""The directory and its cards, outbox and inbox, delivery."""
