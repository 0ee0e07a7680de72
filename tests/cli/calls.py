"""Calls of every command, right and careless, and the exit status of each by the one rule."""

SEAL = "seal {} --holder KFM --asker KBV --epoch 2025-07-12 --key {} --signing-key key --out {}"
CALLS = [
    # All is done, which is status 0.
    ("identifiers good-numbers", 0),
    (SEAL.format("good.csv", "key", "new.pack"), 0),
    ("seal --new-key new-key", 0),
    ("pack info pack", 0),
    ("pack delta pack pack --signing-key key --out delta", 0),
    ("register check good.csv", 0),
    ("register take good.csv --into folder-of-it", 0),
    ("link good.csv good.csv --quiet", 0),
    ("ask try numbers --pack pack --key key", 0),
    ("ask blind numbers --pack pack --out question --secrets kept", 0),
    ("verify journal", 0),
    # Something was put aside or refused, which is status 1.
    ("identifiers bad-numbers", 1),
    (SEAL.format("bad.csv", "key", "new.pack"), 1),
    ("seal --new-key key", 1),
    (f"pack info pack --vkey {'00' * 32}", 1),
    ("register check bad.csv", 1),
    ("register check bad.csv --quarantine aside.csv", 1),
    ("register take bad.csv --into folder-of-it", 1),
    ("ask try bad-numbers --pack pack --key key", 1),
    ("ask try numbers --pack pack --key other-key", 1),
    ("ask try numbers --pack pack --key key --asker TV", 1),
    ("distribute refused.json", 1),
    ("verify damaged", 1),
    # A wrong call, or a file that is not there or not what it should be: 2.
    *((f"identifiers {file}", 2) for file in ("none", "folder", "empty", "binary")),
    *(
        (SEAL.format(file, "key", "new.pack"), 2)
        for file in ("none", "folder", "empty", "binary", "numbers", "sqlite:///none")
    ),
    *((SEAL.format("good.csv", file, "new.pack"), 2) for file in ("none", "folder", "open-key")),
    *(
        (SEAL.format("good.csv", "key", out), 2)
        for out in ("folder", ".", "none/x", "good.csv", "key")
    ),
    (SEAL.format("good.csv", "key", "p") + " --mapping none", 2),
    (SEAL.format("good.csv", "key", "p") + " --mapping binary", 2),
    (SEAL.format("good.csv", "key", "p") + " --mapping broken.toml", 2),
    (SEAL.format("good.csv", "key", "p") + " --likeness person --scheme broken.toml", 2),
    (SEAL.format("good.csv", "key", "p") + " --likeness craft", 2),
    (SEAL.format("good.csv", "key", "p") + " --label " + "x" * 25, 2),
    ("seal --new-key none/x", 2),
    *((f"pack info {file}", 2) for file in ("none", "folder", "empty", "binary", "old-version")),
    ("pack info pack --card none", 2),
    ("pack info pack --card good.csv", 2),
    ("pack info pack --scheme none", 2),
    *((f"pack apply pack {file} --out x", 2) for file in ("none", "folder", "empty", "binary")),
    ("pack apply binary pack --out x", 2),
    ("pack delta pack none --signing-key key --out x", 2),
    ("pack delta pack pack --signing-key none --out x", 2),
    ("pack delta pack pack --signing-key key --out none/x", 2),
    ("pack delta pack pack --signing-key key --out pack", 2),
    *((f"register check {file}", 2) for file in ("none", "folder", "empty", "binary", "numbers")),
    ("register check good.csv --mapping none", 2),
    ("register check good.csv --mapping broken.toml", 2),
    ("register check good.csv --quarantine none/x", 2),
    ("register check good.csv --quarantine good.csv", 2),
    ("register take good.csv --into good.csv", 2),
    ("register check", 2),
    *((f"link good.csv {file} --quiet", 2) for file in ("none", "folder", "empty", "binary")),
    ("link good.csv --mapping none", 2),
    ("link good.csv --mapping broken.toml", 2),
    ("link good.csv --out good.csv", 2),
    ("link good.csv --out none/x --quiet", 2),
    *(
        (f"ask try {file} --pack pack --key key", 2)
        for file in ("none", "folder", "empty", "binary")
    ),
    *(
        (f"ask try numbers --pack {file} --key key", 2)
        for file in ("none", "folder", "empty", "binary", "old-version")
    ),
    *(
        (f"ask try numbers --pack pack --key {file}", 2)
        for file in ("none", "folder", "empty", "binary", "open-key")
    ),
    *((f"ask answer {f} --key key --out x", 2) for f in ("none", "folder", "empty", "binary")),
    ("ask answer broken.toml --key key --out x", 2),
    ("ask open numbers --secrets key --pack pack", 2),
    ("ask open none --secrets none --pack pack", 2),
    ("ask blind numbers --pack pack --out none/x --secrets kept", 2),
    ("ask blind numbers --pack pack --out x --secrets x", 2),
    ("ask blind numbers --pack pack --out numbers --secrets kept", 2),
    *((f"distribute {file}", 2) for file in ("none", "folder", "empty", "binary", "broken.json")),
    *((f"verify {file}", 2) for file in ("none", "folder", "good.csv", "http://127.0.0.1:1")),
    *((f"verify {file}.json", 2) for file in ("none", "broken", "no-figure")),
    ("verify none.tlog-proof --vkey x", 2),
    ("verify journal --vkey x", 2),
    ("verify journal --card good.csv", 2),
    ("verify journal --earlier binary", 2),
    ("serve --data none", 2),
    ("worker --data none", 2),
    ("backup --data none x", 2),
    ("restore --data none x", 2),
    ("directory pin --data none x", 2),
    ("directory join none --out x", 2),
    ("directory join binary --out x", 2),
    ("directory join broken.toml --out x", 2),
    ("demo --data folder", 2),
    ("demo --port 0", 2),
]
