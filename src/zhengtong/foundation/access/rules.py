"""Which grants reach a place."""

from zhengtong.core.codes import DivisionCode

# Where a prefix may end: nowhere (the country), province, city, county, town, village.
PREFIX_LENGTHS = (0, 2, 4, 6, 9, 12)


def covering_prefixes(division_code: str) -> tuple[str, ...]:
    """Return every prefix whose holder may act in a division, from the country down.

    Source: GB/T 2260—2007 (a code starts with the codes of all that it lies in).
    """
    return tuple(
        division_code[:length] for length in PREFIX_LENGTHS if length <= len(division_code)
    )


def grant_prefix(division_code: str) -> str:
    """Return what a grant for a division keeps: its code without the zeros that say "all of it".

    An empty code is the whole country.

    Raises: ``CodeError`` when it is no division code.
    Source: GB/T 2260—2007.
    """
    return DivisionCode.parse(division_code).prefix if division_code else ""
