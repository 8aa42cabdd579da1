"""Import-linter contract: a room is entered only through its doors."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

TEST_CODE = {"tests", "testing"}


class DoorsContract(Contract):
    """Let ``root.wing.a`` import ``root.wing.b.<door>`` and nothing else of ``b``; tests may build.

    A wing that is ``shared`` (the design system, the values) has no rooms and stands open.
    """

    root = fields.StringField()
    shared = fields.SetField(subfield=fields.StringField())
    doors = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - its name
        """Look at every import between rooms."""
        del verbose
        breaches = [
            (importer, imported)
            for importer in sorted(graph.find_descendants(self.root))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._is_breach(importer.split("."), imported.split("."))
        ]
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def _is_breach(self, importer: list[str], imported: list[str]) -> bool:
        is_ours = imported[0] == self.root and len(imported) > 1
        if not is_ours or imported[1] in self.shared or imported[:3] == importer[:3]:
            return False
        is_test = bool(TEST_CODE & set(importer))
        doors = self.doors | {"testing"} if is_test else self.doors
        # A door that grew into a package is still one door: never import from inside it.
        return imported[3:] not in [[door] for door in doors]

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name every import that came in through a window."""
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} -> {imported}: use a door of that room instead")
