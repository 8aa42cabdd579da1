"""Licence types as documents: read from ``definitions/licences``, checked, kept in memory."""
