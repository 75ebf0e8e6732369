"""Review: what people decide of verdicts, the bureau's answer, and the state that follows from both by pure rules."""
