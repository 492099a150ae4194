"""The gateway, through its ports."""
