"""The practice city grown: sixty bureaus over some years, all categories, and every way to do a thing well or badly."""
