"""What an article's date and phases rest on, as notes: those whose words stand in the body go into the margin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, product
from string import ascii_lowercase

from django.utils.translation import gettext as _

from archive.annotating import find_quotation
from archive.models import Article, Coverage
from archive.rule_words import split_evidence
from archive.views.reasons import paired, reason_of


@dataclass(frozen=True)
class Claim:
    """What words are taken to show: of the date (`phase` is empty), or of the phase for one summit."""

    heading: str
    reason: str
    phase: str = ""


@dataclass(frozen=True)
class Note:
    """Words of the article and what they show. Words of the body have a letter, which ties text and margin."""

    quotation: str
    claims: tuple[Claim, ...]
    spans: tuple[tuple[int, int], ...]
    letter: str = ""

    @property
    def is_about_date(self) -> bool:
        return any(not claim.phase for claim in self.claims)

    @property
    def phase(self) -> str:
        """The phase that colours the words; empty where they only speak for the date."""
        return next((claim.phase for claim in self.claims if claim.phase), "")


def evidence_notes(article: Article, subjects: list[Coverage]) -> list[Note]:
    """Notes in the order of the text; what speaks for date and phase alike is one note. Loose ones come last."""
    claims: dict[str, list[Claim]] = {}
    rule = article.provenance.get("published", {}).get("rule", "")
    for reason, quotation in paired(rule, split_evidence(article.published_evidence)[1]):
        claims.setdefault(quotation, []).append(Claim(_("Date"), reason))
    for link in subjects:
        rule, quotations = split_evidence(link.phase_evidence)
        phase = link.get_phase_display().capitalize()
        heading = _("%(phase)s: %(summit)s") % {"phase": phase, "summit": link.event.short_name}
        for reason, quotation in paired(rule, quotations):
            reason += " " + _("These words speak of it.") if rule.startswith("date-lies") else ""
            claims.setdefault(quotation, []).append(Claim(heading, reason, link.phase))
    notes = [
        Note(quotation, tuple(found), tuple(find_quotation(article.body, quotation)))
        for quotation, found in claims.items()
    ]
    placed = sorted((note for note in notes if note.spans), key=lambda note: note.spans)
    lettered = [replace(note, letter=letter) for note, letter in zip(placed, _letters(), strict=False)]
    return lettered + [note for note in notes if not note.spans]


def _letters() -> Iterator[str]:
    """a to z, then aa, ab and so on: no note goes without."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def phase_reason(link: Coverage) -> str:
    return reason_of(split_evidence(link.phase_evidence)[0])


def loose_quotations(link: Coverage, notes: list[Note]) -> list[str]:
    """What the phase rests on and the body does not hold: words of the title, or of what was set aside."""
    quotations = split_evidence(link.phase_evidence)[1]
    return [note.quotation for note in notes if not note.letter and note.quotation in quotations]
