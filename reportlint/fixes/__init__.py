"""Builds the edits that fixes are made of; nothing here decides whether a fix is wanted."""
