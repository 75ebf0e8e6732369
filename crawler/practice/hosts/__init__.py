"""Practice hosts: one small site of every CMS family, the same notices on each, and a second day on which little changes."""
