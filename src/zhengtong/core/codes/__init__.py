"""The codes that government writes on everything: parsed forgivingly, checked strictly."""

from zhengtong.core.codes.cases import CaseNo
from zhengtong.core.codes.divisions import WHOLE_COUNTRY, DivisionCode
from zhengtong.core.codes.items import BaseCode, ImplementationCode, ItemCode
from zhengtong.core.codes.licences import LicenceIdentifier, LicenceTypeCode, mod_37_36
from zhengtong.core.codes.parsing import Code, CodeError, to_ascii
from zhengtong.core.codes.resident_id import ResidentId
from zhengtong.core.codes.uscc import Uscc

__all__ = [
    "WHOLE_COUNTRY",
    "BaseCode",
    "CaseNo",
    "Code",
    "CodeError",
    "DivisionCode",
    "ImplementationCode",
    "ItemCode",
    "LicenceIdentifier",
    "LicenceTypeCode",
    "ResidentId",
    "Uscc",
    "mod_37_36",
    "to_ascii",
]
