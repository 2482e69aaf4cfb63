"""Fixtures that several test files share."""

import pytest
from channel_helpers import World, make_client, write_content
from simcord import Env

from bot.channel.client import Client
from index import Library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of three short articles."""
    return Library.open(write_content(tmp_path_factory.mktemp("content")))


@pytest.fixture
def simcord_bot(library: Library) -> Client:
    return make_client(library)


@pytest.fixture
def world(simcord_env: Env) -> World:
    return World(simcord_env)
