"""The verbs of the Makefile that need more than a line; nothing here runs in production."""
