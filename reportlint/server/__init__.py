"""The language server: what the linter finds while one types, over the core as every other adapter.

It reads what the command line reads, and writes no file. pygls speaks the protocol; nothing else knows it.
"""
