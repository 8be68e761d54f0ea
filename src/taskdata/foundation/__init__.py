"""Nouns that every room uses: records, packs, patterns, errors, text, chance."""
