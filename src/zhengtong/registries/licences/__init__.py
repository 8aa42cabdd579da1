"""Electronic licences: issued, sealed, presented, verified, revoked."""
