"""Programmes with a portal of their own: nothing is written twice, and nothing is sent there."""
