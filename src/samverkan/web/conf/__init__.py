"""Settings, addresses, clock, server."""
