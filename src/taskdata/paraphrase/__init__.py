"""The room in which new wordings are asked for and read: prompts, answers, their form, patterns out of them."""
