"""Benchmarks and screenshots for people to look at. They do not affect whether a build passes."""
