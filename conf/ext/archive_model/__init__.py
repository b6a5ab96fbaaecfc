"""Floor 1: the archive's records, read from Markdown files into one frozen model. No Sphinx here."""
