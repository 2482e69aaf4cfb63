"""The index on disk: there, whole, and of this version; without loading Kiwi or mapping it all."""

from bot.content import content_folder
from bot.doctor.finding import Finding, Level
from bot.settings import Settings
from index.analyzer import Analyzer
from index.store.durable import DamageError
from index.store.manifest import Manifest
from index.store.opening import index_folder
from index.store.state import read_state
from index.store.updating import fingerprint

_MB = 1 << 20


def check_index(settings: Settings) -> Finding:
    """The finding on the index of the articles' folder."""
    if settings.engine != "compiled":
        return Finding("index", Level.GREEN, "index_memory", {"engine": settings.engine})
    folder = index_folder(content_folder(settings), settings.data)
    try:
        state = read_state(folder)
    except (DamageError, OSError) as error:
        return Finding("index", Level.RED, "index_damaged", {"problem": error})
    if state is None:
        return Finding("index", Level.YELLOW, "index_none")
    if state.manifest.fingerprint != fingerprint(Analyzer()):
        return Finding("index", Level.YELLOW, "index_other")
    size = f"{_bytes(state.manifest) / _MB:.1f}"
    values = {"articles": len(state.order().ids), "folder": folder, "size": size}
    return Finding("index", Level.GREEN, "index", values)


def _bytes(manifest: Manifest) -> int:
    return sum(checked.size for entry in manifest.segments for checked in entry.files())
