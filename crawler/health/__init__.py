"""Whether a column still looks as it did in health, and what a maintainer should do where it does not."""
