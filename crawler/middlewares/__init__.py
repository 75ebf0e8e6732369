"""The parts between the spider and the wire, each with one licence: robots.txt, and the hops of a redirect."""
