"""Lint: what is wrong or doubtful in a pack as a whole, found without making an example."""
