"""The checks of a built site: links lead somewhere, pages are valid, and what was published still answers."""
