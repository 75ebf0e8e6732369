"""Takes out of the archive what stands behind a verdict, with what proves it, so that a stranger can check it."""
