"""CMS families: how a list of notices is read and paged through, by what published it. Pure: pages in, rows out."""
