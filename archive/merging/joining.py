"""What becomes of two rows that would say the same once two records are one."""

from __future__ import annotations

from typing import Any

from django.db import models

from archive.ingest.moving import apart, united
from archive.models import Coverage, Judgement
from archive.models.judgement import SpannedLink
from archive.models.records import Alias


def joined(kept: models.Model, merged: models.Model) -> dict[str, Any]:
    """The columns of `kept` that change when `merged` becomes part of it."""
    if isinstance(kept, Alias):
        return {"is_blocked": True} if merged.is_blocked and not kept.is_blocked else {}
    return _joined_links(kept, merged) if isinstance(kept, SpannedLink) else {}


def decision(kept: str, merged: str) -> str:
    """What a curator decided outlasts what the machine proposed. Where one record was confirmed, and the other
    rejected, the person is there.
    """
    for judgement in (Judgement.CONFIRMED, Judgement.REJECTED):
        if judgement in (kept, merged):
            return judgement
    return Judgement.PROPOSED


def _joined_links(kept: Any, merged: Any) -> dict[str, Any]:
    judgement = decision(kept.judgement, merged.judgement)
    is_shown = judgement != Judgement.REJECTED
    said = [link for link in (kept, merged) if not (is_shown and link.judgement == Judgement.REJECTED)]
    deciding = next(link for link in (kept, merged) if link.judgement == judgement)
    values = {
        "judgement": judgement,
        "judgement_reason": deciding.judgement_reason,
        "evidence": deciding.evidence,
        "spans": united(span for link in said for span in link.spans),
        "title_spans": united(span for link in said for span in link.title_spans),
    }
    barred = united(span for link in said for span in link.barred_spans)
    values["barred_spans"] = apart(barred, values["spans"])
    role_from = next((link for link in said if link.role == "subject"), said[0])
    values["role"] = role_from.role
    if isinstance(kept, Coverage):
        values |= {"phase": role_from.phase, "phase_evidence": role_from.phase_evidence}
    return {name: value for name, value in values.items() if getattr(kept, name) != value}
