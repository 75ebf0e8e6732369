"""Plays the grown practice city, sound and with every fault over it, and holds what is said against the truth."""
