"""The process that faces the internet; it carries messages and never understands or words them."""
