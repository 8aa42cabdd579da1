"""Edges of the administrator's site: parse, call, answer."""
