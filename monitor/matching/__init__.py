"""Matching: which categories and duties of an edition a notice discloses, and why we think so."""
