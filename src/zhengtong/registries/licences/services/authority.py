"""Setting up the authority that vouches for issuing bodies."""

from datetime import datetime
from pathlib import Path

from zhengtong.registries.licences.sealing.authority import ROOT_CERTIFICATE
from zhengtong.registries.licences.sealing.configured import authority


def create_authority(*, at: datetime) -> Path:
    """Create the demonstration's authority unless it is there; return its public certificate."""
    own = authority()
    own.root(at)
    return own.folder / ROOT_CERTIFICATE
