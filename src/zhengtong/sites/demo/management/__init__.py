"""The one command of the demonstration."""
