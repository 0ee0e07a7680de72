"""The situation picture."""
