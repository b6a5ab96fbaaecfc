"""Pictures of what the archive holds, drawn as SVG when a page is written."""
