"""Persons, companies, craft and things: statements about them, each with its source."""
