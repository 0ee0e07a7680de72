"""The season as frozen data: people, persons, registers, checks, cases and the plan. All fictional.

Everything is a function of one seed and of the TOML files here. Nothing reads a clock, nothing
knows the site; the driver plays it, tests and screenshots read it.
"""

SEED = 20250601
