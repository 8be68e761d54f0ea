"""Typed slots: each can be said for a reference date, and heard or located in any text."""
