"""The ground: canonical JSON, records and versions, signatures, time stamps. Knows no law."""
