"""Made-up notices about people in wordings, layouts and noise that the detector was not written for."""
