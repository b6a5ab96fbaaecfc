"""New pages and sources: from a few answers to a text that passes the checks."""
