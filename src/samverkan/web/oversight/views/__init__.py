"""The overseer's read-only room."""
