"""The one road: a Query is narrowed, compiled, run and comes back as an Answer."""
