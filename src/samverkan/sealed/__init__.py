"""Sealed matching: group arithmetic, VOPRF, key families, packs. Bytes in, values out."""
