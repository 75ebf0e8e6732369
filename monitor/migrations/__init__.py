"""The steps that brought the tables of judgement to what they are."""
