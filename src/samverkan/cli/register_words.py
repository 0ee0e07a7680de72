"""What `samverkan register` says, in both languages."""

WORDS = {
    "sv": {
        "column": "{name} läses ur {sources}",
        "constant": "{name} är ”{value}” på varje rad",
        "unread": "Läses inte: {names}",
        "counts": "{read} rader: {taken} togs, {out} lades åt sidan.",
        "values": "{count} värden lades åt sidan på rader som behölls.",
        "sound": "Allt gick att läsa.",
        "written": "Det som lades åt sidan står i {file}.",
    },
    "en": {
        "column": "{name} is read from {sources}",
        "constant": "{name} is “{value}” in every row",
        "unread": "Not read: {names}",
        "counts": "{read} rows: {taken} taken, {out} put aside.",
        "values": "{count} values were put aside in rows that were kept.",
        "sound": "Everything could be read.",
        "written": "What was put aside stands in {file}.",
    },
}
