"""Letters: accessible and archivable by an independent validator, and safe from their data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from page import ValidationProfile, validate_pdf_bytes
from typst import TypstError

from samverkan.web.design.paper.setting import printable, render

LETTER = Path(__file__).with_name("letter.typ")
AT = datetime(2025, 7, 12, 12, 5, tzinfo=UTC)
DATA: dict[str, object] = {
    "title": "Utmätningsprotokoll",
    "authority": "Kronofogden",
    "number": "KFM-2025-0012",
    "recipient": "Rasmus Skvalpholm\nExempelgatan 1\n123 45 Exempelstad",
    "demo": True,
    "facts": [
        ["Föremål", "Vattenskoter, Yamaha VX", "Kontroll KBV-2025-0412"],
        ["Värde", "164 000 kr", "UB 6:7"],
        ["Plats", "59°17,4\u2032N 18°55,1\u2032E"],
    ],
    "claims": [
        ["Målsägande", "184 500,00 kr", "92 158,85 kr"],
        ["Brottsoffermyndigheten", "60 000,00 kr", "29 970,36 kr"],
        ["Skatteverket", "45 500,00 kr", "22 727,52 kr"],
        ["Bank", "24 310,55 kr", "12 143,27 kr"],
    ],
    "total": ["Summa", "314 310,55 kr", "157 000,00 kr"],
    "signatures": [["Anna Lind", "Förrättningsman, Kronofogden"], ["Bo Ek", "Vittne"]],
}


def letter(language: str = "sv", **changed: object) -> bytes:
    """Set the sample letter."""
    return render(LETTER, DATA | changed, made_at=AT, language=language)


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_letter_passes_an_independent_validator(profile, language):
    report = validate_pdf_bytes(letter(language), profile=profile)

    assert report.is_compliant, [failure.message for failure in report.failures]


def test_the_validator_can_fail():
    broken = letter().replace(b"pdfuaid:part", b"pdfuaid:tarp")

    assert not validate_pdf_bytes(broken, profile=ValidationProfile.PDF_UA_1).is_compliant


def test_the_same_letter_gives_the_same_bytes():
    assert letter() == letter()


def test_data_are_text_and_never_markup():
    attack = '#panic("run") $x$ *b* "#import'

    assert letter(authority=attack, recipient=attack)


def test_a_letter_that_breaks_the_order_of_headings_is_refused(tmp_path):
    template = tmp_path / "letter.typ"
    template.write_text(LETTER.read_text("utf-8").replace("= Saken", "=== Saken"), "utf-8")

    with pytest.raises(TypstError):
        render(template, DATA, made_at=AT, language="sv")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Åsa Öberg", "Åsa Öberg"),
        ("Жуков Ωμέγα", "Жуков Ωμέγα"),
        ("A\u030asa", "Åsa"),
        ("王", "[U+738B]"),
        ("a\x00b\u200bc\nd", "abc\nd"),
    ],
)
def test_a_sign_without_a_glyph_is_named_by_its_number(given, shown):
    assert printable({"rows": [(given, 1)]}) == {"rows": [[shown, 1]]}


def test_a_letter_never_fails_on_a_name_in_another_script():
    names = "محمد 王小明 ไทย 😀 \x07 \u0000 שלום\u202e"

    report = validate_pdf_bytes(letter(recipient=names), profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant
