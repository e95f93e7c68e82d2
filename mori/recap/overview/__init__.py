"""What an office sees of itself at a glance, and what each of its people sees of their own."""
