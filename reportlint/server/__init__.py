"""The language server: lints documents while they are edited, using the same core as the command line.

It reads the same files as the command line and writes none. Only this package uses pygls.
"""
