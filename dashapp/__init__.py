"""The composition root and the Flask side: what joins the parts, and the one gate before them."""
