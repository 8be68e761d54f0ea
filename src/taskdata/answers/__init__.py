"""What a model answered: the object in its text, held against the schema and against the right output."""
