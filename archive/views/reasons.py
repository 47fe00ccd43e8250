"""The rules of the machine in a reader's words. A rule nobody put into words is shown by its name."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = {
    # dates
    "printed-date": gettext_lazy("Printed on the page."),
    "printed-date-day-or-month-first": gettext_lazy("Printed on the page in figures that can be read in two ways."),
    "printed-date-year-from-event": gettext_lazy("Printed on the page; its year comes from the meeting."),
    "json-ld": gettext_lazy("Stated in the page’s markup (JSON-LD)."),
    "meta": gettext_lazy("Stated in the page’s markup (meta)."),
    "time-element": gettext_lazy("Marked as the date in the page’s markup."),
    "captured-on": gettext_lazy("The page was captured then: not written after that day."),
    "url-date": gettext_lazy("Part of the page’s address."),
    "agency-dateline": gettext_lazy("Printed at the head of the text."),
    "agency-dateline-day-or-month-first": gettext_lazy(
        "Printed at the head of the text in figures that can be read in two ways."
    ),
    "agency-dateline-year-from-event": gettext_lazy(
        "Printed at the head of the text; its year comes from the meeting."
    ),
    "dated-citation": gettext_lazy("Cites something of this day: not written before it."),
    "dated-statement-of-the-past": gettext_lazy("Tells of this day as past: not written before it."),
    "event-has-happened": gettext_lazy("Speaks of a meeting that has happened: not written before its first day."),
    "event-still-to-come": gettext_lazy("Speaks of the meeting as still to come: not written after its first day."),
    "same-day": gettext_lazy("Names the day of writing, which only one day of the meeting fits."),
    "tomorrow": gettext_lazy("Puts the meeting on the next day."),
    "this-week": gettext_lazy("Puts the meeting in the week of writing."),
    "next-week": gettext_lazy("Puts the meeting in the week after."),
    "last-week": gettext_lazy("Puts the meeting in the week before."),
    "weekday-to-come": gettext_lazy(
        "Names only the weekday of a meeting still to come: written in the week before it."
    ),
    # phases
    "date-lies-before": gettext_lazy("The date decides: it lies before the meeting."),
    "date-lies-within": gettext_lazy("The date decides: it lies within the days of the meeting."),
    "date-lies-after": gettext_lazy("The date decides: it lies after the meeting."),
    "words-say-ahead": gettext_lazy("The text speaks of the meeting as still to come."),
    "words-say-now": gettext_lazy("The text speaks of the meeting as going on."),
    "words-say-over": gettext_lazy("The text speaks of the meeting as over."),
    "event-without-days": gettext_lazy("The archive knows no days of the meeting."),
    "nothing-decides": gettext_lazy("Neither the date nor the words decide."),
    # titles
    "title-element": gettext_lazy("The title of the page’s window."),
    "heading": gettext_lazy("The page’s only heading of the first rank."),
    "devised-from-first-sentence": gettext_lazy("Made from the first sentence."),
}


def reason_of(rule: str) -> str:
    """One rule, or several joined by `+`, as sentences; empty for no rule."""
    if rule in REASONS or not rule:
        return str(REASONS.get(rule, ""))
    return " ".join(
        str(REASONS.get(part) or _("By the rule “%(rule)s”.") % {"rule": part.replace("-", " ")})
        for part in rule.split("+")
    )


def paired(rule: str, quotations: list[str]) -> list[tuple[str, str]]:
    """Each quotation with the words of its rule: one by one where rules and quotations are as many, else all rules."""
    rules = rule.split("+")
    if len(rules) != len(quotations):
        rules = [rule] * len(quotations)
    return [(reason_of(one), quotation) for one, quotation in zip(rules, quotations, strict=True)]
