"""The schema as a tree of what an answer may be, read once for every target."""
