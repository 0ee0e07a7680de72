"""Fictional personal numbers: serial 980-999, which Skatteverket never issues.

Written with twelve digits, `YYYYMMDDNNNC`. The serial is odd for men and even for women.
"""

from __future__ import annotations

from datetime import date

SERIALS = range(980, 1000)


def personal_number(born: date, serial: int) -> str:
    """Give the number of someone born that day. ValueError unless the serial is 980-999."""
    if serial not in SERIALS:
        raise ValueError(f"{serial} is not a fictional serial; use 980-999")
    digits = f"{born:%Y%m%d}{serial}"
    return f"{digits}{check_digit(digits[2:])}"


def check_digit(digits: str) -> int:
    """Compute the Luhn digit of the nine digits `YYMMDDNNN` (folkbokföringslagen 18 §)."""
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return -sum(product // 10 + product % 10 for product in products) % 10


def is_fictional(number: str) -> bool:
    """Say whether twelve digits are a real date, a serial of 980-999 and the right check digit."""
    if len(number) != 12 or not number.isascii() or not number.isdigit():
        return False
    try:
        date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    except ValueError:
        return False
    return int(number[8:11]) in SERIALS and int(number[11]) == check_digit(number[2:11])
