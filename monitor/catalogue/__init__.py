"""Catalogues of duties: editions as reviewed files, read once into frozen values."""
