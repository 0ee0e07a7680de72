"""Samverkan: from a check at sea to the victim's compensation, every step lawful and provable."""
