"""A phone in the browser for developers: the same turns without Twilio. Not in production."""
