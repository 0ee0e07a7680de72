"""The few icons of the screens: drawn with one stroke on a grid of 24, always beside words."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Path data of each icon. They are our own drawings.
PATHS = {
    "lock": "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
    "clock": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.8",
    "person": "M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
    "auto": "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
    "light": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
    "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    "dark": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "proof": "M12 3.5l7 2.7v5.3c0 4.4-2.9 7.7-7 9-4.1-1.3-7-4.6-7-9V6.2zM8.7 12l2.3 2.3 4.3-4.3",
    "decision": "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6",
    "release": "M4 12h14M13 6.5l5.5 5.5L13 17.5",
    "receipt": "M5 12.5l4.5 4.5L19 7.5",
    "call": "M6 4h3.5l1.5 4-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2 2"
    "C10.5 20 4 13.5 4 6a2 2 0 0 1 2-2z",
    "version": "M4 12a8 8 0 1 1 2.5 5.8M4 19v-5h5",
    "read": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5"
    "a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
    "note": "M5 4.5h14v11l-4 4H5zM15 19.5v-4h4",
}


def icon(name: str) -> SafeString:
    """Draw an icon. It is hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        mark_safe(PATHS[name]),  # noqa: S308 our own constant
    )
