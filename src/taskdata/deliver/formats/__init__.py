"""The formats that trainers read, each a small module: a dialogue in, a row out."""
