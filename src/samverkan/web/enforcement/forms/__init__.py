"""The shape of what is written in an attachment case."""
