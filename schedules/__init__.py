"""Time: when we look, when we judge, when we tell."""
