"""Writes site files: finds a site's columns, tries them, keeps two pages with the answers that they must go on giving."""
