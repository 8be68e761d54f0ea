"""The page on which a dataset is looked at: its figures, and the examples themselves, in one file."""
