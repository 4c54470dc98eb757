"""Pictures for the README: `make pictures` talks with the running bot and draws the chats as a phone shows them."""
