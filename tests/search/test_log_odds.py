import numpy as np
import pytest

from archive.search.log_odds import z_scores


def test_score_is_the_one_worked_out_by_hand() -> None:
    """Ten words each; the prior's 10 words are shared out as 20 words are: 6 of them for the first word."""
    scores = z_scores(np.array([[10, 0], [2, 8]]), 10)
    log_odds = np.log(16 / 4) - np.log(8 / 12)
    assert scores[0, 0] == pytest.approx(log_odds / np.sqrt(1 / 16 + 1 / 8))
    assert scores[1, 0] == pytest.approx(-scores[0, 0])


def test_word_that_all_parts_use_alike_marks_none() -> None:
    scores = z_scores(np.array([[30, 70], [60, 140], [3, 7]]))
    assert np.abs(scores[:, 0]).max() < 0.01


def test_same_share_of_more_words_is_surer() -> None:
    few, many = z_scores(np.array([[4, 96], [1, 99]])), z_scores(np.array([[400, 9600], [100, 9900]]))
    assert 0 < few[0, 0] < 1.96 < many[0, 0]


def test_larger_prior_believes_less() -> None:
    counts = np.array([[6, 94], [1, 99]])
    assert z_scores(counts, 50)[0, 0] > z_scores(counts, 5000)[0, 0] > 0


def test_nothing_counted_gives_no_scores() -> None:
    assert z_scores(np.zeros((3, 0))).shape == (3, 0)
    assert np.isfinite(z_scores(np.array([[5], [0]]))).all()
