"""The card of a dataset: README.md beside its files."""
