"""The sheet that goes with the evidence of a verdict."""
