"""The process where staff keep the directory; it answers no person and starts no other process."""
