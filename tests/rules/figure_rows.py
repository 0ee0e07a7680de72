"""The season's fourteen things without persons, for tests of figures: 996 000 kr counted."""

from datetime import date

from samverkan.rules.figures import Period, numbered

SEASON = Period(date(2025, 6, 1), date(2025, 8, 31))
THINGS = numbered(
    [
        ("jet-ski", "2025-07", "sold", 164_000_00),
        ("watch", "2025-07", "sold", 50_000_00),
        ("jet-ski", "2025-07", "sold", 121_000_00),
        ("jewellery", "2025-07", "sold", 55_000_00),
        ("boat", "2025-07", "sold", 268_000_00),
        ("boat", "2025-08", "sold", 152_000_00),
        ("watch", "2025-07", "forfeited", 118_000_00),
        ("watch", "2025-08", "sold", 68_000_00),
        ("jet-ski", "2025-07", "corrected", 74_000_00),
    ]
)
