"""The verbs of this layer, one module a verb."""
