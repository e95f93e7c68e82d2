"""What of it an office sees at a glance: work that stands still."""
