"""The worker and the failures at the command line."""
