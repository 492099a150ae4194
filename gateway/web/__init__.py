"""The chat on partners' websites; a way in and a way out, and like the others it words nothing."""
