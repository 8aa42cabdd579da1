"""The authority and the sealer of this installation."""

from django.conf import settings

from zhengtong.registries.licences.sealing.authority import Authority
from zhengtong.registries.licences.sealing.sealer import FolderSealer, Sealer


def authority() -> Authority:
    """Return the authority whose keys lie in the state folder."""
    return Authority(settings.STATE_DIR / "ca")


def sealer() -> Sealer:
    """Return what seals licences here; another key store is chosen in this place."""
    return FolderSealer(authority())
