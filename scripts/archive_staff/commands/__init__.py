"""One module a command. Each is thin: the work is a function that returns data."""
