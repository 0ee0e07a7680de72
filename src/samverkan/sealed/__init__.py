"""Sealed questions: group arithmetic, VOPRF, epoch keys, inputs, packs. Bytes in, values out."""
