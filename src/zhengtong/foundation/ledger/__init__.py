"""Who did what to what, when, under which power: written with the act, sealed into a chain afterwards."""
