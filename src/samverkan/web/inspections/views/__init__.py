"""The room of checks, the check's page, what a crew writes, the receipt and the questions."""
