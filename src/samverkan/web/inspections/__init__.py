"""Checks at sea and on land."""
