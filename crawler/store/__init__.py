"""The fact store: one schema, SQLite or PostgreSQL, append-only."""
