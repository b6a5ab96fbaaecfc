"""Floor 3: the command with which staff and CI look after the archive."""

__version__ = "0.1.0"
