"""Another name for a page or a section: the file, all that names it, and the ledger of addresses."""
