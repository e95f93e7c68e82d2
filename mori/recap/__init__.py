"""What an office and the nation know at a glance: rollups, the overview, reports."""
