"""Personal data in published texts: what it looks like, where it stands, how it is masked."""
