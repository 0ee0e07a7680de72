"""The only gate out: chosen fields, ground, code, expiry, signed copy; receipts and recall."""
