"""Pages: every view is an address, and every address also answers as .json and .csv."""
