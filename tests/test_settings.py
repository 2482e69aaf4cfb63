"""Settings: three places in order, and every mistake as one line that says where."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load


def write(folder: Path, text: str) -> Path:
    file = folder / "inyong.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_nothing_set_is_the_default(tmp_path: Path) -> None:
    assert load({}, tmp_path / "missing.toml") == Settings()


def test_options_win_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, 'content = "a"\ndata = "a"\nengine = "rank_bm25"\n')
    found = load({"INYONG_CONTENT": "b", "INYONG_DATA": "b"}, file, content=Path("c"), data=None)
    assert (found.content, found.data, found.engine) == (Path("c"), Path("b"), "rank_bm25")


def test_names_may_be_written_with_a_dash(tmp_path: Path) -> None:
    assert load({}, write(tmp_path, 'public-url = "https://a.b"')).public_url == "https://a.b"


@pytest.mark.parametrize(
    "value", ["a, b,", ["a", "b"]], ids=["as in the environment", "as in the file"]
)
def test_lists(value: object) -> None:
    assert load({}, Path("missing"), public_collections=value).public_collections == ("a", "b")


def test_an_empty_variable_is_not_set() -> None:
    assert load({"INYONG_CONTENT": "", "INYONG_PORT": ""}, Path("missing")) == Settings()


def test_log_levels_are_written_in_any_case() -> None:
    assert load({"INYONG_LOG_LEVEL": "DEBUG"}, Path("missing")).log_level == "debug"


def test_a_home_is_spelled_out() -> None:
    assert load({"INYONG_DATA": "~/x"}, Path("missing")).data == Path.home() / "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("content = 5", "content: 5 is no text"),
        ('content = ""', "content: '' is no text"),
        ("engine = true", "engine: True is no text"),
        ('content = "~nobody-at-all/x"', "content: '~nobody-at-all/x': no such user"),
        ('port = "abc"', "port: 'abc' is no port; use a number from 1 to 65535"),
        ("port = 0", "port: 0 is no port"),
        ("port = 65536", "port: 65536 is no port"),
        ('log_level = "loud"', "log_level: 'loud' is none of debug, info, warning, error"),
        ("public_collections = 5", "public_collections: 5 is no list"),
        ("colour = 1", "colour: no such setting; known are"),
        ('token = "x"', "token: keep it out of this file; use DISCORD_TOKEN_FILE"),
        ("content = ", "correct the file or remove it"),
    ],
)
def test_a_mistake_in_the_file_says_what_and_where(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load({}, file)
    assert message in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "inyong.toml").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="correct the file or remove it"):
        load({}, tmp_path / "inyong.toml")


def test_the_token_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(" abc \n", encoding="utf-8")
    in_file = {"DISCORD_TOKEN_FILE": str(tmp_path / "secret")}
    assert load(in_file, Path("missing")).token == "abc"
    assert load({**in_file, "DISCORD_TOKEN": "def"}, Path("missing")).token == "def"


def test_the_token_is_never_shown() -> None:
    assert "abc" not in repr(load({"DISCORD_TOKEN": "abc"}, Path("missing")))


def test_a_token_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"DISCORD_TOKEN_FILE: .*none: no such file"):
        load({"DISCORD_TOKEN_FILE": str(tmp_path / "none")}, Path("missing"))
