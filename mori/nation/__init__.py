"""The offices of the country side by side, and opening and closing them: counts, never a person."""
