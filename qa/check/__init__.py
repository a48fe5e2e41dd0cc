"""Checking the quotations in a draft against the sources; no model is needed for it."""
