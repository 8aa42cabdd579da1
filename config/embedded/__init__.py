"""A Django database backend that brings its own PostgreSQL, for a machine that has none.

It is PostgreSQL 18 from a wheel, run as a private server on a socket in the state folder; it starts
at the first connection, so that ``--help``, the linters and the type checker never start it.
"""
