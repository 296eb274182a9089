"""The demonstration: everything on the way is real but the people and Telegram itself."""
