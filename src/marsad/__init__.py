"""Marsad, an observatory for conflict reports."""
