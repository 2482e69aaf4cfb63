"""What tests share: one analyzer, a cache folder that is not the user's, a library, a Discord."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from channel_helpers import World, make_client, write_content
from simcord import Env

from bot.channel.client import Client
from index import Library
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


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> Library:
    """A library of three short articles."""
    return Library.open(write_content(tmp_path_factory.mktemp("content")), analyzer=analyzer)


@pytest.fixture
def simcord_bot(library: Library) -> Client:
    return make_client(library)


@pytest.fixture
def world(simcord_env: Env) -> World:
    return World(simcord_env)
