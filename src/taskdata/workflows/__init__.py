"""One module a command: which rooms are gone through, in which order."""
