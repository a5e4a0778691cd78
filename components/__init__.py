"""Markup from finished values. No query, no user, no clock; a component imports only components."""
