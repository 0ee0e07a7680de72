"""The ground: canonical JSON, record identifiers and versions, signatures, time stamps. Knows no law."""
