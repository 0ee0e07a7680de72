"""Requests, the ladder of grounds, the weighing, answers and refusals."""
