"""The wire: one request out, one answer in, with limits on where it goes, how long it takes and how large it grows."""
