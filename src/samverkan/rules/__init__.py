"""Law and process as pure functions over frozen values; the legal tables stand in `law/`."""
