"""Staff, roles, mandates and log-in."""
