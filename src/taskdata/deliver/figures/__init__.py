"""What is in a dataset, in figures: computed once, told by the page and by the card."""
