"""Before Django loads: the English catalogues are compiled from the texts in the repository."""

from collections.abc import Iterable

import pytest
from hypothesis import settings

from samverkan.web.conf.messages import compile_messages

compile_messages()

# A slow machine is no fault of the code: time is measured by `make bench`, never asserted.
# A property tries the same examples each time, so that no change is blamed for an old mistake;
# `--hypothesis-profile=search` looks for new ones.
settings.register_profile("samverkan", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=500, print_blob=True)
settings.load_profile("samverkan")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Count every test that opens a browser among the slow ones."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames:
            item.add_marker(pytest.mark.slow)
