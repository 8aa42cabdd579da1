"""Tables for spreadsheet programs, which take some cells for formulas and run them."""

import csv
from collections.abc import Iterable, Iterator

FORMULA = ("=", "+", "-", "@", "\t", "\r")
UTF_8_MARK = "\ufeff"
Cell = str | int


class Echo:
    """A file for ``csv`` that hands each line straight on."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_lines(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """Yield ``rows`` as lines of CSV, one at a time; the first says that this is UTF-8.

    Guarantee: no text runs as a formula where the table is opened.
    """
    writer = csv.writer(Echo())
    mark = UTF_8_MARK
    for row in rows:
        yield mark + writer.writerow([inert(cell) for cell in row])
        mark = ""


def inert(cell: Cell) -> Cell:
    """Return the cell so that no spreadsheet program runs it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
