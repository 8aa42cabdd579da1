"""The commands of the registers."""
