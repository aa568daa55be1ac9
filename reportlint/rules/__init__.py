"""The rules, one file a subject; `registry` lists them all."""
