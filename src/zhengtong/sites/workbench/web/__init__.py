"""Edges of the officer's site: parse, call, answer."""
