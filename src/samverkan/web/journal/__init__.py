"""The tamper-evident journal: entries under case keys, tiles, checkpoints. No views."""
