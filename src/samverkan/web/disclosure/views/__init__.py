"""The room of disclosures, the guided page, received disclosures, and requests both ways."""
