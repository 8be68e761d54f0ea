"""A model's answers in; scores, go or no-go, and what to show of them out."""
