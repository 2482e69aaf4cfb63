"""How the text of a question becomes words, and what each of them counts."""

from pathlib import Path

from index import Library


def library(folder: Path, **articles: str) -> Library:
    """A library of articles given as name=text, the first line of each its title."""
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    return Library.open(folder, data=folder / "data")


def test_a_light_verb_counts_less_than_another_word_as_common(tmp_path: Path) -> None:
    """여러 가지 (kinds) is spelled as the stem of 가지다 (have)."""
    articles = library(tmp_path, a="지분\n\n여러 가지를 팔았다.", b="김치\n\n여러 포기를 담갔다.")
    light, verb = articles.read("가진 것을 팔았다").words[::2]
    assert light.ways[0].text == "가지" and verb.ways[0].text == "팔"
    assert light.weight < 0.5 * verb.weight
