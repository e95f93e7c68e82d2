"""The list of a year's interns that an office sends upwards."""
