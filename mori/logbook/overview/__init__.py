"""What of it an office sees at a glance, and what somebody has to do."""
