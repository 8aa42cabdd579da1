"""Door: reads of the register; public ones tell no personal data, the others say who may ask."""

from zhengtong.registries.licences.selectors.held import (
    find_held,
    get_for_officer,
    get_licence,
    list_for_account,
    list_for_officer,
    list_held,
)
from zhengtong.registries.licences.selectors.kinds import check_types, get_type, list_types
from zhengtong.registries.licences.selectors.opening import open_pdf, open_pdf_for_officer
from zhengtong.registries.licences.selectors.verification import verify, verify_file

__all__ = [
    "check_types",
    "find_held",
    "get_for_officer",
    "get_licence",
    "get_type",
    "list_for_account",
    "list_for_officer",
    "list_held",
    "list_types",
    "open_pdf",
    "open_pdf_for_officer",
    "verify",
    "verify_file",
]
