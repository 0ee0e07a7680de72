"""The read-only room of those who oversee: samples, checkpoints, retention."""
