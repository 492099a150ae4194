"""Turns public files into checked rows; it never writes to the database."""
