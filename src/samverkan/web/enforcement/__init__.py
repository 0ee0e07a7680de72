"""Claims, attachment, exempt property, third parties, sale, distribution, victims."""
