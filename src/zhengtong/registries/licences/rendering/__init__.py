"""Licences as tagged PDF/A files, set by Typst."""
