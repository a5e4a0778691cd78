"""The composition root and the Flask side: the app factory, its routes, and the gate before them."""
