"""A real browser for the few pages that only scripts draw; it has no network of its own, every byte comes through ours."""
