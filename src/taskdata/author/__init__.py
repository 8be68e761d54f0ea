"""Pack files in, a checked pack out; every fault with file, line and column."""
