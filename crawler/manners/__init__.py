"""What we promise to the sites we visit, kept between runs: back-off, budget, hours, and leaving when asked."""
