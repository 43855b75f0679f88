"""Question sets → figures."""
