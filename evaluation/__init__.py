"""Measures what the assistant understands and how fast it is. It never runs in production."""
