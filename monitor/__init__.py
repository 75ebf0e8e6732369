"""Judgement: what was owed, whether it was met, and how to say so."""
