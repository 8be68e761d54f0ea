"""What a model is told and held to where it answers: its system prompt, and the schema of its answers."""
