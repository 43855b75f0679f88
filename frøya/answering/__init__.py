"""Hits → an answer made of verified quotes, or a refusal."""
