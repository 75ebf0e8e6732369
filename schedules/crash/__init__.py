"""Kills every stage of the work at random moments, and compares what comes of it with an undisturbed run."""
