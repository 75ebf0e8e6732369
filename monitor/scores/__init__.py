"""Scores: a tree of indicators kept as data, read off the verdicts of a day, never without its coverage."""
