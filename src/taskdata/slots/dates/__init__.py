"""Calendar days and spans of days: said in `say`, heard in `hear`, sharing only `words`."""
