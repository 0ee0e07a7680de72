"""Pages of operations, decisions, directions and powers."""
