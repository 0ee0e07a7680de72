"""Things taken: instrument, custody chain, place, value, deadlines, phone decisions."""
