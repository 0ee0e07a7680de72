"""The only gate out: chosen fields, ground, handling code, expiry, signed copy; receipts and recall."""
