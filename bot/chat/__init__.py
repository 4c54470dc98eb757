"""What the bot does with what it hears in chats, and what it shows there."""
