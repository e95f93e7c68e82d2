"""What waits for somebody of an office when an internship does not run as planned."""
