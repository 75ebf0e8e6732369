"""The steps that brought the tables of facts to what they are."""
