"""Importing: how a notice with an annex of responsibilities, in whatever state a mirror left it, becomes an edition."""
