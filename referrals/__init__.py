"""The directory of help as a library: it finds places and organizations and never speaks to people."""
