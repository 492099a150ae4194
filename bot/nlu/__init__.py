"""Rasa components of our own: embedding, language, topic, safety, outcome."""
