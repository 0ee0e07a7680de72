"""The site: one Django app per step of the process."""
