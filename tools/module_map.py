"""Draw docs/module-map.svg: the wings, their rooms, and who really imports whom."""

import itertools
import tomllib
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "module-map.svg"
TITLES = {
    "sites": "sites 网站",
    "casework": "casework 办件",
    "registries": "registries 登记",
    "foundation": "foundation 基础",
    "ui": "ui 界面",
    "core": "core 核心",
}
WIDTH, LEFT, BOX, GAP, ROW, FLOOR = 980, 170, 128, 150, 62, 22
# Rows are set off against each other, so that a line from one row to the next but one is seen.
OFFSETS = (60, 0, 170, 30, 230, 90, 200, 10, 250, 120)
STYLE = """
  text { font: 13px system-ui, "Noto Sans SC", sans-serif; fill: #1b2733 }
  .wing { fill: #f3f6fa } .room { fill: #fff; stroke: #0b4ea2; stroke-width: 1.4 }
  .title { font-weight: 600; fill: #0b3d82 }
  .call { fill: none; stroke: #0b4ea2; stroke-opacity: .28; stroke-width: 1.3 }
"""


def floors() -> list[tuple[str, list[list[str]]]]:
    """Return each wing with its rows of rooms, from the top, as the contracts order them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = {c["containers"][0]: c["layers"] for c in contracts if c["type"] == "layers"}
    return [
        (wing, [[room.strip() for room in row.split("|")] for row in layers[f"zhengtong.{wing}"]])
        if f"zhengtong.{wing}" in layers
        else (wing, [[wing]])
        for wing in layers["zhengtong"]
    ]


def places() -> dict[str, tuple[int, int]]:
    """Return the upper left corner of every room's box."""
    found: dict[str, tuple[int, int]] = {}
    top, offsets = 16, itertools.cycle(OFFSETS)
    for wing, rows in floors():
        for row in rows:
            left = LEFT + next(offsets)
            for column, room in enumerate(row):
                name = wing if room == wing else f"{wing}.{room}"
                found[name] = (left + column * (BOX + GAP), top + 10)
            top += ROW
        top += FLOOR
    return found


def calls() -> list[tuple[str, str]]:
    """Return who imports whom between rooms, tests and migrations apart."""
    graph = grimp.build_graph("zhengtong", cache_dir=None)
    known = places()
    pairs = {
        (room_of(importer, known), room_of(imported, known))
        for importer in graph.modules
        if not {"tests", "migrations", "testing"} & set(importer.split("."))
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    return sorted((a, b) for a, b in pairs if a and b and a != b)


def room_of(module: str, known: dict[str, tuple[int, int]]) -> str:
    """Return ``wing.room``, or an open wing's own name; empty for anything else."""
    parts = module.split(".")[1:]
    return next((name for name in (".".join(parts[:2]), ".".join(parts[:1])) if name in known), "")


def picture() -> str:
    """Return the drawing; ``core`` is imported by everybody, so its lines are left out."""
    known = places()
    height = max(top for _, top in known.values()) + ROW + 10
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">']
    lines += [f"<title>政通模块图 Module map of Zhengtong</title><style>{STYLE}</style>"]
    lines += [wing_box(wing, rows) for wing, rows in floors()]
    lines += [arrow(known[a], known[b]) for a, b in calls() if b not in {"core", "ui"}]
    lines += [room_box(name, *corner) for name, corner in known.items()]
    return "\n".join([*lines, "</svg>"]) + "\n"


def wing_box(wing: str, rows: list[list[str]]) -> str:
    """Draw the floor of a wing."""
    first = rows[0][0]
    top = places()[wing if first == wing else f"{wing}.{first}"][1] - 10
    box = f'<rect class="wing" x="8" y="{top}" width="{WIDTH - 16}" height="{len(rows) * ROW}"/>'
    return f'{box}<text class="title" x="22" y="{top + 32}">{escape(TITLES[wing])}</text>'


def room_box(name: str, left: int, top: int) -> str:
    """Draw one room."""
    box = f'<rect class="room" x="{left}" y="{top}" width="{BOX}" height="36" rx="4"/>'
    label = escape(name.rpartition(".")[2])
    return f'{box}<text x="{left + BOX // 2}" y="{top + 23}" text-anchor="middle">{label}</text>'


def arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Draw one dependency, from the importer's lower edge to the upper edge of the imported."""
    x1, y1, x2, y2 = start[0] + BOX // 2, start[1] + 36, end[0] + BOX // 2, end[1]
    bend = (y2 - y1) // 2
    return f'<path class="call" d="M{x1} {y1} C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"/>'


if __name__ == "__main__":
    PICTURE.write_text(picture())
