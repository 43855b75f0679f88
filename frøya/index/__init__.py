"""Passages → an index on disk that is never changed in place."""
