"""The commands of the calendar."""
