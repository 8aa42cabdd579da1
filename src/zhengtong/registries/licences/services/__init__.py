"""Door: commands on licences; each commits its change, its ledger entry and its event as one."""

from zhengtong.registries.licences.services.authority import create_authority
from zhengtong.registries.licences.services.issuance import issue_licence
from zhengtong.registries.licences.services.revocation import revoke_licence

__all__ = ["create_authority", "issue_licence", "revoke_licence"]
