"""All tests that run on the application's Python; bot/tests has those of the bot."""
