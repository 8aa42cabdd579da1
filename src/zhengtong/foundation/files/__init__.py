"""Files as they were handed in or made: sniffed, bounded, digested, kept outside the web root.

Owns the bytes and what they are. Does not own who may read them: the room that keeps a ``FileId``
checks access, then opens the file.
"""
