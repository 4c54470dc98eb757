"""The bot as a process: where updates come from, how fast calls go out, what went wrong, whether it lives."""
