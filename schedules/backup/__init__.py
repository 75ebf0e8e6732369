"""Backups: a copy of all that a workspace is made of, provable by ``sha256sum`` alone, and the way back."""
