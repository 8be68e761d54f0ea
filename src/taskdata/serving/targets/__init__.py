"""The schema of the answers as each server takes it, and as types."""
