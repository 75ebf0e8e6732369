"""Penalty texts with personal data in known places, to measure by what is hidden and what stays."""
