"""The ``item`` command and what it is made of."""
