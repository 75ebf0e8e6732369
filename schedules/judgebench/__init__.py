"""A made-up province, large enough to show what judging it costs, all at once and day by day."""
