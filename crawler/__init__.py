"""Facts: what the sites published, when we saw it, and how well we looked."""
