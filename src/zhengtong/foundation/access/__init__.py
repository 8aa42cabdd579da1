"""Which account acts in which post of which body for which division, as one SQL predicate."""
