"""Working days, public holidays and worked weekends of announced years; not the clocks of cases."""
