"""What `samverkan register` says, in both languages."""

WORDS = {
    "sv": {
        "unit": " rader",
        "column": "{name} läses ur {sources}",
        "constant": "{name} är ”{value}” på varje rad",
        "unread": "Läses inte: {names}",
        "counts": "Rader: {read}. Tagna: {taken}. Lagda åt sidan: {out}.",
        "values": "Värden som lades åt sidan på rader som behölls: {count}.",
        "sound": "Allt gick att läsa.",
        "written": "Det som lades åt sidan står i {file}.",
    },
    "en": {
        "unit": " rows",
        "column": "{name} is read from {sources}",
        "constant": "{name} is “{value}” in every row",
        "unread": "Not read: {names}",
        "counts": "Rows: {read}. Taken: {taken}. Put aside: {out}.",
        "values": "Values put aside in rows that were kept: {count}.",
        "sound": "Everything could be read.",
        "written": "What was put aside stands in {file}.",
    },
}
