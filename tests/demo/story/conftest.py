"""The folder of published data beside the repository, where it is there."""

from pathlib import Path

import pytest


@pytest.fixture
def shared_data():
    folder = Path(__file__).parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the published data of ../shared/data is not here")
    return folder
