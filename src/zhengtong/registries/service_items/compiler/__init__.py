"""The compiler of definitions: from a YAML text to a checked definition, or to every fault in it.

It knows no database: what exists outside the document is told it by a ``Register``.
"""
