"""The doctor: looks a deployment over, says what is wrong with it, and how each thing is mended."""
