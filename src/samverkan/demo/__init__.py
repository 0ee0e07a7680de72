"""The story of one summer, played in instances of their own."""
