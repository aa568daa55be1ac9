"""The rules, one file for each subject; `registry` lists them all."""
