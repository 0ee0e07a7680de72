"""`samverkan distribute`: one file in, a table, JSON or a journal out; each fault a sentence."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.cli import main
from samverkan.cli.sale_file import read_sale
from samverkan.rules.refusal import NotAllowed, reason

EXAMPLE = Path(__file__).parents[2] / "docs/examples/distribution.json"
LOT = {"what": "båt", "price": "1 000"}
CLAIM = {"reference": "A", "creditor": "Bo", "kind": "bank", "public": False, "capital": "600"}
SALE = {
    "reference": "x",
    "distribution_day": "2025-08-29",
    "debtor": "Dan",
    "lots": [LOT],
    "claims": [CLAIM],
}


@pytest.fixture
def case(tmp_path):
    def write(value):
        path = tmp_path / "case.json"
        path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
        return str(path)

    return write


def run(capsys, *words):
    status = main(["distribute", *words])
    out, err = capsys.readouterr()
    return status, out.replace("\u00a0", " "), err


def refusal(value):
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    with pytest.raises(NotAllowed) as refused:
        read_sale(content)
    return refused.value.sentence("en")


def test_the_example_is_a_table_with_a_section_under_each_amount(capsys):
    status, out, err = run(capsys, str(EXAMPLE))
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert re.fullmatch(r" +5\. Målsäganden +19 885,71 kr", next(x for x in lines if " 5. " in x))
    assert "     varav ränta 6 000,00 kr" in lines
    assert "     varav kapital 13 885,71 kr" in lines
    assert lines.count("     FRL 8 §, 9 § 4 st; UB 4:11, 13:6") == 4
    assert re.fullmatch(r"  Summa +64 000,00 kr", lines[-1])
    assert max(map(len, lines)) <= 78


def test_the_amounts_of_the_table_stand_in_one_column(capsys):
    _, out, _ = run(capsys, str(EXAMPLE))
    ends = {len(line) for line in out.splitlines() if re.search(r"^  \S.* kr$", line)}
    assert len(ends) == 1


def test_english(capsys):
    _, out, _ = run(capsys, str(EXAMPLE), "--lang", "en")
    assert re.search(r"5\. Målsäganden +SEK 19,885\.71\n", out)
    assert "of which interest SEK 6,000.00" in out


def test_json_gives_ore_and_every_rule(capsys):
    _, out, _ = run(capsys, str(EXAMPLE), "--format", "json")
    done = json.loads(out)
    assert sum(step["amount"] for step in done["steps"]) == done["pot"] == 6400000
    assert done["claims"]["A"] == {"claim": 9600000, "paid": 1988571}
    paid = next(step for step in done["steps"] if step["claim"] == "A")
    assert paid["citation"] == "FRL 8 §, 9 § 4 st; UB 4:11, 13:6"
    assert paid["inputs"]["exact"] == "13920000/7"
    assert paid["parts"] == {"interest": 600000, "capital": 1388571}
    assert all(step["sentence"] and step["rule"] for step in done["steps"])


def amounts(journal):
    return [Decimal(found) for found in re.findall(r"(-?\d+\.\d\d) SEK", journal)]


def test_the_journal_balances_with_a_posting_for_each_destination(capsys):
    _, out, _ = run(capsys, str(EXAMPLE), "--format", "hledger")
    head, *postings = out.splitlines()
    assert head == "2025-08-29 * (U-4711-25) Testperson Gäldenär"
    assert sum(amounts(out)) == 0
    assert len(amounts(out)) == len(postings) == 9
    assert "    creditors:A Målsäganden:capital " in postings[5]
    assert "13885.71 SEK  ; FRL 8 §" in postings[5]


def test_the_journal_names_every_way_the_money_may_go(case, capsys):
    sale = SALE | {
        "net_yield": "1,50",
        "interest": "0,50",
        "replacement_sum": "50",
        "lots": [LOT | {"sold_through_other": True}],
        "special_costs": [{"kind": "expert", "what": "värdering", "amount": "10"}],
        "claims": [CLAIM, CLAIM | {"reference": "B", "standing": "disputed", "capital": "100"}],
    }
    _, out, _ = run(capsys, case(sale), "--format", "hledger")
    accounts = [re.split("  +", line.strip())[0] for line in out.splitlines()[1:]]
    assert accounts == [
        "proceeds:price:båt",
        "proceeds:yield",
        "proceeds:interest",
        "state:fees:special",
        "debtor:replacement",
        "creditors:A Bo:capital",
        "set aside:B Bo",
        "debtor:surplus",
    ]
    assert sum(amounts(out)) == 0


def test_a_name_cannot_break_out_of_the_journal(case, capsys):
    evil = "a:b  ;c|(d)"
    sale = SALE | {"reference": evil, "claims": [CLAIM | {"creditor": evil}]}
    _, out, _ = run(capsys, case(sale), "--format", "hledger")
    assert out.splitlines()[0] == "2025-08-29 * (a b c d) Dan"
    assert "    creditors:A a b c d:capital  " in out


def test_what_is_set_aside_calls_for_a_meeting(case, capsys):
    sale = SALE | {"claims": [CLAIM | {"standing": "disputed"}], "net_yield": "2", "interest": "3"}
    _, out, _ = run(capsys, case(sale))
    assert "Bo (avsätts)" in out
    assert "Behållen avkastning" in out
    assert "Ränta på medlen" in out
    assert out.endswith("(UB 13:4).\n")


def test_a_refusal_is_one_sentence_and_status_1(case, capsys):
    costs = [{"kind": "travel", "what": "resan", "amount": "100"}]
    status, out, err = run(capsys, case(SALE | {"special_costs": costs}), "--lang", "en")
    assert (status, out) == (1, "")
    assert err.endswith("case.json: No special fee may be taken for resan. (1992:1094 14 §)\n")


def test_a_wrong_file_is_one_sentence_in_swedish_by_default(case, capsys):
    status, _, err = run(capsys, case({}))
    assert (status, err.splitlines()) == (2, [err.strip()])
    assert err.endswith("Fältet distribution_day saknas.\n")


def test_a_file_that_cannot_be_read_is_a_wrong_call(tmp_path, capsys):
    status, out, err = run(capsys, str(tmp_path / "none.json"))
    assert (status, out) == (2, "")
    assert err.endswith("none.json finns inte.\n")


@pytest.mark.parametrize("words", [[], ["a", "b"], ["a", "--format", "xml"], ["a", "--lang", "fi"]])
def test_a_wrong_call_is_status_2(words, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["distribute", *words])
    assert stop.value.code == 2
    assert "`samverkan distribute --help`" in capsys.readouterr().err


DAY = 'distribution_day should be a date, such as "2025-08-29".'
AMOUNT = 'should be an amount in kronor written as text and not negative, such as "64 000,00".'


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"lots": None}, "lots should be a list in square brackets."),
        ({"lots": [7]}, "lots[0] should be an object in braces."),
        ({"lots": [LOT, LOT | {"price": 64000}]}, f"lots[1].price {AMOUNT}"),
        ({"lots": [LOT | {"price": "-5"}]}, f"lots[0].price {AMOUNT}"),
        ({"lots": [LOT | {"price": "1.000"}]}, f"lots[0].price {AMOUNT}"),
        ({"lots": [LOT | {"colour": 1}]}, "There is no field lots[0].colour. Check its spelling."),
        ({"debtor": " "}, "debtor should be text on one line, 1 to 200 characters."),
        ({"debtor": "x" * 201}, "debtor should be text on one line, 1 to 200 characters."),
        ({"debtor": "a\n2025"}, "debtor should be text on one line, 1 to 200 characters."),
        ({"debtor": "\x1b[2J"}, "debtor should be text on one line, 1 to 200 characters."),
        ({"debtor": 3}, "debtor should be text on one line, 1 to 200 characters."),
        ({"distribution_day": "2025-02-30"}, DAY),
        ({"distribution_day": "20250829"}, DAY),
        ({"distribution_day": 7}, DAY),
        ({"clams": []}, "There is no field clams. Check its spelling."),
        ({"special_costs": [{"kind": "x"}]}, "The field special_costs[0].what is missing."),
    ],
)
def test_each_fault_of_the_sale_names_its_field(change, says):
    assert refusal(SALE | change) == says


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "loan"}, "claims[0].kind should be one of victim-damages, state-regress, tax,"),
        ({"kind": ["bank"]}, "claims[0].kind should be one of"),
        ({"public": "no"}, "claims[0].public should be true or false."),
        ({"public": 0}, "claims[0].public should be true or false."),
        ({"attachment": 0}, "claims[0].attachment should be a whole number from 1 to 9999."),
        ({"attachment": 10000}, "claims[0].attachment should be a whole number from 1 to 9999."),
        ({"attachment": True}, "claims[0].attachment should be a whole number from 1 to 9999."),
        ({"attachment": 1.5}, "claims[0].attachment should be a whole number from 1 to 9999."),
        ({"accrues": {"rate": 8, "since": "2025-01-01"}}, "claims[0].accrues.rate"),
        ({"accrues": {"rate": "8 %", "since": "2025-01-01"}}, "claims[0].accrues.rate should be"),
        ({"accrues": {"rate": "8"}}, "The field claims[0].accrues.since is missing."),
        ({"accrues": {"rate": "8", "since": "2025-01-01", "to": 1}}, "There is no field"),
        ({"address": "Storgatan 1"}, "There is no field claims[0].address."),
    ],
)
def test_each_fault_of_a_claim_names_its_field(change, says):
    assert refusal(SALE | {"claims": [CLAIM | change]}).startswith(says)


@pytest.mark.parametrize("field", sorted(SALE))
def test_a_missing_field_is_named(field):
    assert refusal({k: v for k, v in SALE.items() if k != field}) == (
        f"The field {field} is missing."
    )


@pytest.mark.parametrize("field", sorted(CLAIM))
def test_a_missing_field_of_a_claim_is_named(field):
    rest = {k: v for k, v in CLAIM.items() if k != field}
    assert refusal(SALE | {"claims": [rest]}) == f"The field claims[0].{field} is missing."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not JSON in UTF-8; reading stopped at line and character 1:1"),
        (b'{\n "a" 1}', "line and character 2:6"),
        (b"\xff\xfe{}", "not JSON in UTF-8"),
        (b"[" * 100_000, "not JSON in UTF-8"),
        (b"9" * 5000, "not JSON in UTF-8"),
        (b'{"a": NaN}', "NaN is no number in JSON"),
        (b'{"a": 1, "a": 2}', "The field a stands twice in one object."),
        (b'{"\\u001b[2J": 1}', r"There is no field '\x1b[2J'."),
        (b"[]", "JSON should be an object in braces."),
    ],
)
def test_what_is_not_a_case_at_all(content, says):
    assert says in refusal(content)


def test_a_byte_order_mark_is_no_fault():
    assert read_sale(b"\xef\xbb\xbf" + json.dumps(SALE).encode())[0].debtor == "Dan"


def test_every_field_of_a_claim_reaches_the_rules():
    full = CLAIM | {
        "interest": "1",
        "accrues": {"rate": "10,5", "since": "2025-01-01"},
        "single_case_cost": "600",
        "attachment": 2,
        "priority": "maritime-lien",
        "within": 5,
        "standing": "conditional",
        "late": True,
        "capital_first": True,
        "keep_small": True,
    }
    (claim,) = read_sale(json.dumps(SALE | {"claims": [full]}).encode())[0].claims
    assert (claim.interest, claim.single_case_cost, claim.attachment) == (100, 60000, 2)
    assert (claim.accrual.rate * 2, str(claim.accrual.since)) == (21, "2025-01-01")
    assert (claim.priority, claim.within, claim.standing) == ("maritime-lien", 5, "conditional")
    assert (claim.late, claim.capital_first, claim.keep_small) == (True, True, True)


def test_two_claims_of_one_name_are_refused():
    assert "same reference, A" in refusal(SALE | {"claims": [CLAIM, CLAIM]})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.sampled_from([*SALE, "net_yield", "special_costs"]), json_values)
def test_any_value_in_any_field_is_read_or_refused_in_a_sentence(field, value):
    refused = reason(read_sale, json.dumps(SALE | {field: value}).encode())
    assert refused is None or refused.sentence("sv").endswith(".")


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_in_a_sentence(content):
    assert refusal(content).endswith(".")
