"""Counts of each day, kept with every change."""
