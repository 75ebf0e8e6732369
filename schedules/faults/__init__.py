"""Lays every fault over a site, crawls, judges, and counts what is said against the innocent."""
