"""Base templates, components, theme and template tags that every page shares."""
