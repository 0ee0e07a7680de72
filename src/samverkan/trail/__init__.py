"""Tamper-evident log: tiles, checkpoints, proofs and stand-alone verification."""
