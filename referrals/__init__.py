"""The directory of help: it finds places and organizations; it never speaks."""
