"""Reports as pages: `reportlint.html.page` makes one of a result; nothing here reads or writes files."""
