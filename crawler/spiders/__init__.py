"""The spider that reads lists and looks at notices, and the steps it takes at a site."""
