"""Which words mark a part of a corpus against the rest: log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn, “Fightin’ Words”, Political Analysis 16 (2008), equations 15, 16, 19 and 22. Pure.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

# How many words the prior counts for. They are shared out as the words of the whole corpus are, so that a word is
# believed to mark a part only as far as its own counts outweigh what all parts have in common.
PRIOR_WORDS = 500.0
PRIOR_SHARE = 0.1  # at most this part of what was counted, so that a few articles can still say something


def z_scores(counts: Array, prior_words: float | None = None) -> Array:
    """For counts of words (a row for each part, a column for each word, each used at least once): how many standard
    deviations the log-odds of a word in a part lie above those in all other parts together.
    """
    counts = counts.astype(float)
    if prior_words is None:
        prior_words = min(PRIOR_WORDS, PRIOR_SHARE * float(counts.sum()))
    in_all, words = counts.sum(axis=0), counts.sum(axis=1, keepdims=True)
    prior = prior_words * in_all / max(in_all.sum(), 1.0)
    here, elsewhere = counts + prior, in_all - counts + prior
    words_here, words_elsewhere = words + prior_words, words.sum() - words + prior_words
    # Where a part has no other words at all, the odds are endless: keep them finite, so that z stays a number.
    log_odds = np.log(here / np.maximum(words_here - here, 1e-9))
    log_odds -= np.log(elsewhere / np.maximum(words_elsewhere - elsewhere, 1e-9))
    scores: Array = log_odds / np.sqrt(1 / here + 1 / elsewhere)
    return scores
