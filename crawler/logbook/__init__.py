"""The log of every run, kept in the archive beside the bytes, and the facts made of both again."""
