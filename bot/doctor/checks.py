"""All checks, in the order in which a person would look."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.doctor.bot_token import check_token
from bot.doctor.finding import Finding, Level
from bot.doctor.folders import check_content, check_data
from bot.doctor.machine import check_clock, check_memory, check_user, check_version
from bot.settings import FILE, Settings, SettingsError, load


def examine(
    environment: Mapping[str, str], file: Path = Path(FILE), **options: object
) -> Iterator[Finding]:
    """Every finding about the installation that these settings make."""
    yield check_version()
    try:
        settings = load(environment, file, **options)
    except SettingsError as error:
        yield Finding("settings", Level.RED, "settings_wrong", {"problem": error})
    else:
        yield _settings(settings, file)
        yield from check_content(settings)
        yield from check_data(settings)
        from bot.doctor.index_folder import check_index  # it loads numpy, which `--help` need not

        yield check_index(settings)
        yield from check_token(settings, environment)
    yield check_user()
    yield check_memory()
    yield check_clock()


def _settings(settings: Settings, file: Path) -> Finding:
    key = "settings_file" if file.exists() else "settings_environment"
    return Finding("settings", Level.GREEN, key, {"file": file, "engine": settings.engine})
