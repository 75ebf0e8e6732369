"""Reading pages: bytes in, an Article or rows out; pure, without a clock, a network or the name of any site."""
