"""Crawls the mutating sites day by day, and holds what is said of their changes against what was done."""
