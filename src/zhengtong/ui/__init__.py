"""The design system: templates, macros, and the page for every refusal; no knowledge of any domain."""
