"""Sites that change what they published: every change is scripted to the minute, and everything around the texts changes at every look."""
