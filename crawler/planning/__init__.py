"""Which columns are worth a look now: as often as they change, within bounds, and what that costs and loses."""
