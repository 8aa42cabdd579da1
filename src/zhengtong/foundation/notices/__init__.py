"""Telling people what happened: a line in their inbox here, and an e-mail that points to it.

Owns what was told to whom and whether it was read. Does not own when to tell: rooms send notices
from their handlers, each under a key of its own.
"""
