"""The elements that a duty requires: where each stands in a notice, on its page or in its files."""
