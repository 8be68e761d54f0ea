"""Amounts of money: one module says them, another hears them; they share words and no arithmetic."""
