"""What to say, then how it is said: meaning, words, style, and the label that follows from them."""
