"""How common words are beside the articles."""

import pytest

from index.commonness import share_at, weight


def test_a_word_that_comes_earlier_in_the_list_is_in_more_passages() -> None:
    shares = [share_at(rank) for rank in (10, 100, 1_000, 10_000)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)
    assert share_at(0) == 0


def test_in_a_small_folder_an_everyday_word_counts_less_than_a_rare_one_as_frequent() -> None:
    assert weight(2, 20, share_at(150)) < weight(2, 20, share_at(20_000))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05])
def test_in_a_large_folder_only_the_articles_tell(share: float) -> None:
    assert weight(1_000, 1_000_000, share) == pytest.approx(1, abs=0.01)
