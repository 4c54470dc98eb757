"""The file of what the bot remembers beside the plans."""
