"""What stands in the files that notices link to: recognised by their bytes, read in a process that may die of them."""
