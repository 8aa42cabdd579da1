"""Divisions, bodies with their USCC, and the posts in them; not who holds which post."""
