"""The rules of the machine in a reader's words. A rule nobody put into words is shown by its name."""

from __future__ import annotations

import re

_RULE_NAME = re.compile(r"[a-z0-9]+(?:[-+][a-z0-9]+)+")

REASONS = {
    # dates
    "printed-date": "Printed on the page.",
    "printed-date-day-or-month-first": "Printed on the page in figures that can be read in two ways.",
    "printed-date-year-from-event": "Printed on the page; its year comes from the meeting.",
    "json-ld": "Stated in the page’s markup (JSON-LD).",
    "meta": "Stated in the page’s markup (meta).",
    "time-element": "Marked as the date in the page’s markup.",
    "captured-on": "The page was captured then: not written after that day.",
    "url-date": "Part of the page’s address.",
    "agency-dateline": "Printed at the head of the text.",
    "agency-dateline-day-or-month-first": "Printed at the head of the text in figures that can be read in two ways.",
    "agency-dateline-year-from-event": "Printed at the head of the text; its year comes from the meeting.",
    "dated-citation": "Cites something of this day: not written before it.",
    "dated-statement-of-the-past": "Tells of this day as past: not written before it.",
    "event-has-happened": "Speaks of a meeting that has happened: not written before its first day.",
    "event-still-to-come": "Speaks of the meeting as still to come: not written after its first day.",
    "same-day": "Names the day of writing, which only one day of the meeting fits.",
    "tomorrow": "Puts the meeting on the next day.",
    "this-week": "Puts the meeting in the week of writing.",
    "next-week": "Puts the meeting in the week after.",
    "last-week": "Puts the meeting in the week before.",
    "weekday-to-come": "Names only the weekday of a meeting still to come: written in the week before it.",
    # phases
    "date-lies-before": "The date decides: it lies before the meeting.",
    "date-lies-within": "The date decides: it lies within the days of the meeting.",
    "date-lies-after": "The date decides: it lies after the meeting.",
    "words-say-ahead": "The text speaks of the meeting as still to come.",
    "words-say-now": "The text speaks of the meeting as going on.",
    "words-say-over": "The text speaks of the meeting as over.",
    "event-without-days": "The archive knows no days of the meeting.",
    "nothing-decides": "Neither the date nor the words decide.",
    # titles
    "title-element": "The title of the page’s window.",
    "heading": "The page’s only heading of the first rank.",
    "devised-from-first-sentence": "Made from the first sentence.",
}


def split_evidence(text: str) -> tuple[str, list[str]]:
    """The rule in the first line, empty where the line is none, and the quotations in the other lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and _RULE_NAME.fullmatch(lines[0]):
        return lines[0], lines[1:]
    return "", lines


def reason_of(rule: str) -> str:
    """One rule, or several joined by `+`, as sentences; empty for no rule."""
    if rule in REASONS or not rule:
        return REASONS.get(rule, "")
    return " ".join(REASONS.get(part) or f"By the rule “{part.replace('-', ' ')}”." for part in rule.split("+"))


def paired(rule: str, quotations: list[str]) -> list[tuple[str, str]]:
    """Each quotation with the words of its rule: one by one where rules and quotations are as many, else all rules."""
    rules = rule.split("+")
    if len(rules) != len(quotations):
        rules = [rule] * len(quotations)
    return [(reason_of(one), quotation) for one, quotation in zip(rules, quotations, strict=True)]
