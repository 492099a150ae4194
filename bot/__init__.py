"""The understanding half of Amparo: what a text is about. It knows no answers."""
