"""A fault of a document: where it stands, what is wrong, what to write instead."""

from dataclasses import dataclass
from pathlib import Path

from zhengtong.core.errors import Problem
from zhengtong.core.labels import LabelledEnum

FieldPath = tuple[str | int, ...]


class Severity(LabelledEnum):
    """Whether a fault stops publication."""

    ERROR = "error", "错误", "Error"
    WARNING = "warning", "提示", "Warning"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the file; both count from one."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; ``file`` and ``mark`` are set once the document's places are known."""

    path: FieldPath
    text: str
    mend: str = ""
    severity: Severity = Severity.ERROR
    mark: Mark = Mark(1, 1)

    @property
    def field(self) -> str:
        """Return the path as people write it: ``form[1].fields[0].id``."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")

    @property
    def is_error(self) -> bool:
        """Whether it stops publication."""
        return self.severity is Severity.ERROR

    def told(self, file: Path | str) -> str:
        """Return the line for the terminal, which editors can jump to."""
        place = f"{file}:{self.mark.line}:{self.mark.column}"
        field = f" {self.field}：" if self.path else " "
        return f"{place}: {self.severity.label}{field}{self.text}。{self.mend}"

    def as_problem(self) -> Problem:
        """Return the fault as a problem of a refused publication."""
        where = f"{self.mark.line}:{self.field}"
        return Problem(where=where, text=_literal(self.text), mend=_literal(self.mend))


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def warning(path: FieldPath, text: str, mend: str = "") -> Fault:
    """Return a fault that does not stop publication."""
    return Fault(path, text, mend, Severity.WARNING)
