"""Which folder the articles are read from: the operator's, or the demonstration's."""

from pathlib import Path

from bot.settings import Settings
from index import ContentError
from index.folder import find_sources


def demo_folder() -> Path:
    """The demonstration articles: beside the source, or inside the installed package."""
    packaged = Path(__file__).parent / "demo"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "content"


def content_folder(settings: Settings) -> Path:
    """The folder in force: the demonstration's where there is no folder, or nothing in it yet.

    The latter only where the setting `demo` says so: who names a folder asks about that folder.
    """
    content = settings.content
    if content == Settings().content and not content.exists():
        return demo_folder()
    return demo_folder() if settings.demo and _is_bare(content) else content


def followed_folder(settings: Settings) -> Path:
    """The folder whose changes matter: the operator's, even while the demonstration is served."""
    return settings.content if settings.content.is_dir() else content_folder(settings)


def is_demo(folder: Path) -> bool:
    """Whether this folder is the demonstration's."""
    return folder == demo_folder()


def _is_bare(content: Path) -> bool:
    """Whether the folder has no article, not even one that cannot be read."""
    try:
        sources, problems = find_sources(content)
    except ContentError:
        return False  # opening it says what is wrong
    return not sources and not problems
