"""Reports as pages, made from results by `reportlint.html.page`; no files are read or written here."""
