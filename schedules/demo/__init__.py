"""The demo: a whole city on this machine, played from the first crawl to the last verdict, next to its known truth."""
