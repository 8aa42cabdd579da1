"""Derives the guide (办事指南) from a definition or from an imported row; never written by hand."""
