"""The search: everything that the search page reads, made at build time and split so that a reader loads little."""
