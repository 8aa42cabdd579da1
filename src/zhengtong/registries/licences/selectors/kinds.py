"""Which types of licence there are."""

from django.conf import settings

from zhengtong.core.codes import LicenceTypeCode
from zhengtong.core.errors import Problem
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.licences.documents import loader
from zhengtong.registries.licences.types import LicenceKind


def list_types() -> tuple[LicenceKind, ...]:
    """Return every type that has a faultless document, by slug."""
    return tuple(
        get_type(slug) for slug in loader.list_slugs(settings.DEFINITIONS_DIR / "licences")
    )


def get_type(slug: str) -> LicenceKind:
    """Return what a type is called.

    Raises: ``LicenceTypeNotFoundError``, ``LicenceTypeFaultyError``.
    """
    document = loader.load_type(settings.DEFINITIONS_DIR / "licences", slug).document
    return LicenceKind(
        slug=slug,
        code=LicenceTypeCode(document.code),
        name=LocalisedText(document.name.zh, document.name.en),
    )


def check_types() -> tuple[Problem, ...]:
    """Return every fault of every licence type document."""
    return loader.check_types(settings.DEFINITIONS_DIR / "licences")
