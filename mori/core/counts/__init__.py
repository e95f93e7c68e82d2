"""Counts that are kept with what they count."""
