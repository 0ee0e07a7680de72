"""The tamper-evident journal: entries under case keys, tiles and checkpoints. No views, no foreign keys."""
