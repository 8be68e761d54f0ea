"""Measurements, run on demand with `make bench`."""
