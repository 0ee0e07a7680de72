"""The ledger's rooms, and the public pages of results."""
