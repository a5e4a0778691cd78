"""Markup from formatted values. A component runs no query, knows no user or clock, and imports only components."""
