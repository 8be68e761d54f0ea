"""What all pages share that are looked at in a browser: how they are rendered, and what they look like."""
