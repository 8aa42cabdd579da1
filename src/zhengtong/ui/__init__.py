"""The design system: templates, macros and the page for every refusal; it knows no domain."""
