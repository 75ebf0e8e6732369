"""Learning from labelled notices: trains the classifier beside the rules, and measures both honestly."""
