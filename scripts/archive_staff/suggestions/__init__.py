"""Mentions of what the archive knows that a page does not mark yet, and acronyms that its glossary lacks."""
