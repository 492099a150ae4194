"""Every word a person can receive. It looks nothing up and knows no conversation."""
