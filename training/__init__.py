"""The recipes that made the shipped weights; nothing here is needed to use them."""
