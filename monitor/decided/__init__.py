"""What people decided of notices: which categories one discloses, whatever the matcher says, from then on and for ever."""
