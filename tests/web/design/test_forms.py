"""Forms tie label, help and error to their field, and say what is wrong once it is wrong."""

import re

from tests.web.design.gallery import SeizureForm


def html(**given: object) -> str:
    """Render the form: untouched, or after a failed submit."""
    return str(SeizureForm(given) if given else SeizureForm())


def test_an_untouched_form_shows_no_summary():
    assert "ds-error-summary" not in html()
    assert "aria-invalid" not in html()


def test_each_error_stands_at_its_field_and_in_the_summary_with_a_link():
    page = html(what="", value="många", place="s", lat="59", lon="18")

    assert 'href="#id_what"' in page
    assert 'href="#id_how_0"' in page
    for target in re.findall(r'href="#(\w+)"', page):
        assert f'id="{target}"' in page
    assert 'aria-describedby="id_value_helptext id_value_error"' in page
    assert 'id="id_value_error"' in page
    assert 'id="id_value_helptext"' in page


def test_nothing_typed_is_lost():
    page = html(what="Skoter", value="många")

    assert 'value="Skoter"' in page
    assert 'value="många"' in page
    assert 'type="number"' not in page


def test_choices_are_a_fieldset_with_a_legend():
    page = html()

    assert page.count("<fieldset") == 1
    assert "<legend" in page
    assert '<label class="ds-label" for="id_how_0"' in page


def test_optional_fields_say_so():
    assert "frivilligt" in html()


def test_every_control_has_the_look_of_the_site():
    page = html()

    controls = re.findall(r"<(?:input|select|textarea)[^>]*>", page)
    assert controls
    assert all("ds-input" in control for control in controls)
