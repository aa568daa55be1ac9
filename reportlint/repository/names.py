"""File names with a meaning; this module imports nothing."""

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif")
"""Lower-case endings of picture names."""

OWN_SCHEMA = "template.yaml"
"""The name of a schema file for the reports in its folder."""
