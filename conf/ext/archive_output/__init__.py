"""Floor 2: what readers and programs are shown of the archive, as plain data and text. No Sphinx here."""
