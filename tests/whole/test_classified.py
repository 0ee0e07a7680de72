"""Every field of every table is classified: whom it can tell of, and how long its rows are kept."""

from importlib.resources import files
from tomllib import loads

import pytest
from django.apps import apps

FILE = "src/samverkan/web/conf/fields.toml"
TABLE = loads(files("samverkan.web.conf").joinpath("fields.toml").read_text("utf-8"))
RETENTION = TABLE.pop("retention")
CLASSES = ("person", "staff", "other")
MODELS = {
    f"{model._meta.app_label}.{model.__name__}": model
    for config in apps.get_app_configs()
    if config.name.startswith("samverkan.")
    for model in config.get_models()
}


def fields(model) -> list[str]:
    """Give a table's own fields; the running number says nothing."""
    return [field.name for field in model._meta.local_fields if field.name != "id"]


def classified(row) -> list[str]:
    return [name for label in CLASSES for name in row.get(label, ())]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_field_is_classified_once(name):
    row = TABLE.get(name, {})
    missing = [field for field in fields(MODELS[name]) if field not in classified(row)]
    assert not missing, (
        f'{FILE}: sort these under ["{name}"] into person, staff or other: {missing}'
    )
    assert sorted(classified(row)) == sorted(fields(MODELS[name])), f"{FILE}: {name} names a ghost"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_row_is_of_a_table_and_says_how_long_it_is_kept(name):
    assert name in MODELS, f"{FILE}: there is no table {name}"
    assert TABLE[name]["keep"] in RETENTION, f"{FILE}: {name} is kept for an unknown time"
    assert set(TABLE[name]) <= {"keep", *CLASSES}


def test_every_time_is_used():
    assert {row["keep"] for row in TABLE.values()} == set(RETENTION)


def test_bytes_are_never_of_nobody_unless_they_are_keys_or_proofs():
    """A field of bytes holds what was sealed, or it proves; a new one must be thought about."""
    proofs = {
        ("journal.CaseKey", "wrapped"),
        ("journal.Entry", "commitment"),
        ("journal.Entry", "salt"),
        ("journal.SignedCheckpoint", "root"),
        ("questions.HeldPack", "public_key"),
    }
    found = {
        (name, field.name)
        for name, model in MODELS.items()
        for field in model._meta.local_fields
        if field.get_internal_type() == "BinaryField"
        and field.name not in TABLE.get(name, {}).get("person", ())
    }
    assert found == proofs
