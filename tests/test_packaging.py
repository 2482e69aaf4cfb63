"""What the image and its composition promise, as far as their files tell; no engine needed."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from bot.main import COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """Each instruction of a Dockerfile with its words; comments and line breaks are gone."""
    lines = "\n".join(line for line in dockerfile.splitlines() if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", lines)
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in joined.split("\n") if line]


@pytest.fixture(scope="module")
def final() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile's last stage."""
    every = instructions(read("Dockerfile"))
    last = max(number for number, (name, _) in enumerate(every) if name == "FROM")
    return every[last:]


@pytest.fixture(scope="module")
def service() -> dict[str, object]:
    services: dict[str, dict[str, object]] = yaml.safe_load(read("compose.yaml"))["services"]
    assert list(services) == ["inyong"]
    return services["inyong"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> dict[str, str]:
    """Package and version of each pin of a requirements file."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+) \\$", read(file), re.M)
    return {normal(name): version for name, version in pins}


def test_it_runs_as_a_numbered_user_who_is_not_root(final: list[tuple[str, str]]) -> None:
    users = [words for name, words in final if name == "USER"]
    assert users == ["10001:10001"]


def test_commands_are_in_exec_form_and_exist(final: list[tuple[str, str]]) -> None:
    """A shell in between would swallow SIGTERM."""
    by_name = dict(final)
    assert by_name["ENTRYPOINT"] == '["inyong"]'
    assert yaml.safe_load(by_name["CMD"])[0] in COMMANDS
    check = by_name["HEALTHCHECK"].partition("CMD ")[2]
    assert yaml.safe_load(check) == ["inyong", "health"]
    assert "health" in COMMANDS


def test_every_setting_of_the_image_is_one(final: list[tuple[str, str]]) -> None:
    values = dict(pair.split("=", 1) for pair in shlex.split(dict(final)["ENV"]))
    names = {name.removeprefix("INYONG_").lower() for name in values if name.startswith("INYONG_")}
    assert names <= set(Settings.__dataclass_fields__)
    assert not [name for name in values if "TOKEN" in name or "SECRET" in name]


def test_the_base_is_pinned_to_a_python_and_a_debian() -> None:
    assert dict(instructions(read("Dockerfile")))["ARG"] == "BASE=python:3.12-slim-trixie"
    bases = [words for name, words in instructions(read("Dockerfile")) if name == "FROM"]
    assert [base.split()[0] for base in bases] == ["${BASE}", "${BASE}"]


def test_packages_are_installed_by_hash_before_the_source_is_copied() -> None:
    every = instructions(read("Dockerfile"))
    installs = [n for n, (name, words) in enumerate(every) if name == "RUN" and " -r " in words]
    copied = next(n for n, one in enumerate(every) if one == ("COPY", "bot bot"))
    assert len(installs) == 2
    assert all("--require-hashes" in every[number][1] for number in installs)
    assert max(installs) < copied


def test_nothing_is_copied_whole() -> None:
    """Only named files and folders, and all of them let through by the ignore file."""
    wanted: set[str] = set()
    for name, words in instructions(read("Dockerfile")):
        if name == "COPY" and not words.startswith("--from"):
            wanted.update(words.split()[:-1])
    assert "." not in wanted
    ignore = read(".dockerignore").splitlines()
    let_through = {line[1:] for line in ignore if line.startswith("!")}
    assert wanted == let_through


def test_the_ignore_file_begins_by_keeping_everything_out() -> None:
    """So a secret, a test or the history gets into the build by no forgotten line."""
    lines = [line for line in read(".dockerignore").splitlines() if line and line[0] != "#"]
    assert lines[0] == "*"
    assert not {"!.env", "!.git", "!tests", "!secrets", "!*"} & set(lines)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-build.txt"])
def test_every_pin_has_hashes_and_no_host(file: str) -> None:
    text = read(file)
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.partition("\n")[2])
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ \\\n", entry), entry[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:60]


def test_the_pins_are_in_step_with_the_project() -> None:
    """Each dependency is pinned; `tools/lock.sh` after a change of pyproject.toml."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    names = {normal(match[0]) for one in project["dependencies"] if (match := NAME.match(one))}
    pins = locked("requirements.txt")
    assert names <= pins.keys()
    direct = re.findall(
        r"^([A-Za-z0-9._-]+)==(?:(?!^\S+==).)*?# +(?:via )?inyong \(pyproject\.toml\)",
        read("requirements.txt"),
        re.M | re.S,
    )
    assert {normal(name) for name in direct} == names


def test_dependencies_each_have_their_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    reasons = read("docs/dependencies.md")
    for one in project["dependencies"]:
        match = NAME.match(one)
        assert match
        assert f"**{match[0]}**" in reasons


def test_the_service_is_locked_down(service: dict[str, object]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert str(service["ports"]).count("127.0.0.1") == 1
    assert "privileged" not in service
    assert "network_mode" not in service


def test_the_token_is_a_secret_file_and_articles_are_read_only(service: dict[str, object]) -> None:
    environment = service["environment"]
    assert isinstance(environment, dict)
    assert environment["DISCORD_TOKEN_FILE"] == "/run/secrets/discord_token"  # a path
    assert "DISCORD_TOKEN" not in environment
    assert str(service["volumes"]).count(":/content:ro") == 1


def test_every_setting_of_the_composition_is_one(service: dict[str, object]) -> None:
    environment = service["environment"]
    assert isinstance(environment, dict)
    known = {f"INYONG_{name.upper()}" for name in Settings.__dataclass_fields__}
    known |= {"INYONG_LANGUAGE", "DISCORD_TOKEN_FILE"}
    assert set(environment) <= known


def test_the_example_names_every_variable_of_the_composition() -> None:
    used = set(re.findall(r"\$\{(\w+)", read("compose.yaml"))) - {"INYONG_VERSION"}
    named = set(re.findall(r"^#?(\w+)=", read(".env.example"), re.M))
    assert used == named


def test_logs_are_rotated_and_it_comes_back(service: dict[str, object]) -> None:
    assert service["restart"] == "unless-stopped"
    assert "max-size" in str(service["logging"])


def test_no_secret_is_kept_by_git() -> None:
    kept = read(".gitignore").splitlines()
    assert {".env", "/secrets/"} <= set(kept)


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "tools").glob("*.sh")))
def test_shell_scripts_parse(script: str) -> None:
    done = subprocess.run(["sh", "-n", str(ROOT / "tools" / script)], capture_output=True)
    assert done.returncode == 0, done.stderr
