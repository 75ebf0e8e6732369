"""The one door: everything that leaves for people's eyes goes through it, masked and without what was taken down."""
