"""The SMS channel: a way in and a way out through Twilio; it decides nothing about what is said."""
