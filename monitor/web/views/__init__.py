"""The views, one module a kind of page; each returns plain values and a table."""
