"""Who did what to what, when and under which power: written once, sealed, never changed.

Owns the entries and their seals. Does not own what an act means, nor who may act.
"""
