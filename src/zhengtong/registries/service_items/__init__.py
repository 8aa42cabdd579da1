"""Service items as versioned documents: checked, compiled, published, imported, searched."""
