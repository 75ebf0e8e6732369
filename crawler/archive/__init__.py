"""The archive: the raw bytes of every answer, in WARC segments that a digest chain holds together."""
