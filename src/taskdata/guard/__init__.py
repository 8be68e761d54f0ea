"""A model in production, guarded: what it answers is of the schema, or the pack's own error."""
