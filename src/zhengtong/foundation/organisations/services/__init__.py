"""Commands on the registers of divisions and bodies."""

from zhengtong.foundation.organisations.services.bodies import change_body, register_body
from zhengtong.foundation.organisations.services.loading import load_bodies, load_divisions

__all__ = ["change_body", "load_bodies", "load_divisions", "register_body"]
