"""The practice city: a whole city's disclosure sites on this machine, with a script and a known truth."""
