"""Examples in; balanced, split and documented datasets out."""
