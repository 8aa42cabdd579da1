"""The citizen's site: find, read, apply, follow, verify."""
