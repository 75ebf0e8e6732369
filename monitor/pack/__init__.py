"""The evidence of one verdict as one file: bytes, readings, derivation, proofs, and what a stranger checks it with."""
