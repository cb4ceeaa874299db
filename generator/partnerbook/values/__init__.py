"""What a number, a date, a place set or an audience MEANS. No reading, no models, no program."""
