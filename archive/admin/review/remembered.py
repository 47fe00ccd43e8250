"""A curator's last decision, kept in the session so that it can be undone."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from archive import judging
from archive.models.history import Agent, recorded_as

_KEY = "review_last"


def keep(session: SessionBase, decision: judging.Decision, words: str, address: str) -> None:
    """`words` say what was decided, `address` is where."""
    session[_KEY] = {
        "steps": decision.steps,
        "articles": sorted(decision.articles),
        "words": words,
        "address": address,
    }


def last(session: SessionBase) -> str:
    """The last decision in words; nothing where there is none to undo."""
    return session[_KEY]["words"] if _KEY in session else ""


def undo(session: SessionBase, user: Any) -> tuple[str, str]:
    """Take back the last decision; answers what it was, in words, and where. Raises JudgingError."""
    kept = session.pop(_KEY, None)
    if kept is None:
        raise judging.JudgingError(_("There is nothing to undo."))
    with recorded_as(Agent.CURATOR, user=user, reason=_("Undone in the review queue")):
        judging.undo(kept["steps"], kept["articles"])
    return kept["words"], kept["address"]
