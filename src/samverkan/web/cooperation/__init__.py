"""Directions, cooperation decisions, operations and the matrix of powers."""
