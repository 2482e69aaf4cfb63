"""What tests share: one analyzer, and a cache folder that is not the user's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.analyzer import Analyzer


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """Kiwi takes a second to load, and is the same for all."""
    return Analyzer()


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the indexes of folders lie that are opened without a data folder."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder
