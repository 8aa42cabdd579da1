"""A person's business, handled."""
