"""Notes of others, from Word to plain text, on their way to a page."""
