"""What became of notices after they were published: edits, withdrawals, publication anew, insertions with old dates."""
