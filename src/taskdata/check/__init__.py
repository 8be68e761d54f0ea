"""What is said and what is labelled in, a verdict with reasons out."""
