"""What the bot can do. Actions choose what to say by id; they contain no prose."""
