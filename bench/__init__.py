"""Measurements and pictures, for people to look at. Nothing here decides whether a build is green."""
