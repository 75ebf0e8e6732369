"""Reports: the weekly letter and the problem list, from the same numbers as every page."""
