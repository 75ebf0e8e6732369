"""What lets a stranger prove the archive without us: chain, signatures, daily roots, time stamps, and the check of all."""
