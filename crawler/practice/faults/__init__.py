"""The fault matrix as code: each fault is laid over an ordinary practice site, whichever, and says what must be seen."""
