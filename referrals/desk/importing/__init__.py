"""Imports at the desk: upload, say what columns mean, look at what would happen, write it, take it back."""
