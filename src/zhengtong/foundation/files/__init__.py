"""Uploaded and generated files: sniffed, bounded, digested, kept outside the web root; not who may see them."""
