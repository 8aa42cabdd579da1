"""What every other wing stands on: who, when, may they, what happened, tell them."""
