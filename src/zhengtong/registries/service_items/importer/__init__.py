"""Reads any region's list of items through a mapping document; a new layout needs no code."""
