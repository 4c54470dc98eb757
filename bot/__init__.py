"""The faces of the assistant: command line, terminal chat, Telegram; settings and the wording of answers."""
