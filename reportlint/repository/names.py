"""Names of files that mean something; nothing else is imported with them."""

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif")
"""What the names of pictures end in, in small letters."""

OWN_SCHEMA = "template.yaml"
"""What a schema is called that lies beside the reports that it describes."""
