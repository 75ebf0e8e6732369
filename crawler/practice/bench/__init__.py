"""The benchmark: the whole pipeline against tools that keep nothing, on the same local pages and one core."""
