"""Facts on their way up: kept with the act, delivered at least once after commit."""
