"""What `samverkan seal` says, in both languages."""

WORDS = {
    "sv": {
        "made": "Ny nyckel i {file}. Förvara den som en hemlighet.\n"
        "Signerar den, så prövas det med {public}",
        "done": "{keys} nycklar i {out}: {sealed_now} förseglade nu, {kept} sedan tidigare, "
        "på {seconds:.1f} s.",
        "size": "{bytes} byte, {per_key:.2f} per nyckel. Falska träffar: {rate:.2g} per fråga.",
        "refused": "{count} värden i {column} är inte förseglade; de har inte rätt form.",
        "refused_rows": "{count} rader gick inte att läsa och är inte förseglade.",
        "left_out": "{count} rader delas av för många och är utelämnade.",
        "whole": "Skicka paketet helt: en skillnadsfil från det förra går inte att göra.",
        "delta": "En skillnadsfil från det förra paketet går att göra med `samverkan pack delta`.",
        "fault": "Det gick inte att läsa eller skriva ({why}). Samma kommando går vidare.",
        "stopped": "Avbruten. Samma kommando går vidare där den slutade.",
        "scheme": "Likhetsschemat står i {file}. Frågaren behöver det tillsammans med paketet.",
        "learning": "Lär sig likhet",
        "progress": "Förseglar",
    },
    "en": {
        "made": "New key in {file}. Keep it as a secret.\nWhat it signs is checked with {public}",
        "done": "{keys} keys in {out}: {sealed_now} sealed now, {kept} from before, "
        "in {seconds:.1f} s.",
        "size": "{bytes} bytes, {per_key:.2f} a key. False hits: {rate:.2g} a question.",
        "refused": "{count} values of {column} are not sealed; they are not in their right form.",
        "refused_rows": "{count} rows could not be read and are not sealed.",
        "left_out": "{count} rows are shared by too many and left out.",
        "whole": "Send the pack whole: there can be no delta from the one before.",
        "delta": "A delta from the pack before can be made with `samverkan pack delta`.",
        "fault": "It could not be read or written ({why}). The same command goes on from there.",
        "stopped": "Stopped. The same command goes on from there.",
        "scheme": "The scheme of likeness is in {file}. The asker needs it beside the pack.",
        "learning": "Learning likeness",
        "progress": "Sealing",
    },
}
