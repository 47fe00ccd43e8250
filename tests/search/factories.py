"""Articles with their links in one call each; what a test does not name does not matter to it."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count

from django.utils.text import slugify

from archive.edtf import parse_edtf
from archive.models import Appearance, Article, Authorship, Coverage, Event, Person, Source, Tenure

_numbers = count(1)


def make_event(slug: str, short_name: str = "") -> Event:
    name = short_name or slug.replace("-", " ").title()
    event, _ = Event.objects.get_or_create(slug=slug, defaults={"name": f"Summit of {name}", "short_name": name})
    return event


def make_person(slug: str, name: str = "", *, is_leader: bool = False) -> Person:
    name = name or slug.replace("-", " ").title()
    person, is_new = Person.objects.get_or_create(slug=slug, defaults={"name": name, "sort_name": name})
    if is_new and is_leader:
        Tenure.objects.create(person=person, office="President", country="FI", held="2012/2024", is_highest=True)
    return person


def make_source(slug: str, name: str = "") -> Source:
    source, _ = Source.objects.get_or_create(slug=slug, defaults={"name": name or slug.replace("-", " ").title()})
    return source


def make_article(
    title: str = "A title", body: str = "The body.", *, events: Mapping[str, str] | Sequence[str] = (),
    background: Sequence[str] = (), people: Sequence[str] = (), authors: Sequence[str | Person] = (),
    source: str = "", published: str = "", language: str = "en", **fields: object,
) -> Article:  # fmt: skip
    """`events`: slug -> phase of what the article is about (all “after”, if only named); `published`: EDTF."""
    if published:
        span = parse_edtf(published)
        fields |= {
            "published_edtf": published,
            "published_earliest": span.earliest,
            "published_latest": span.latest,
            "published_sort": span.earliest or span.latest,
            "published_basis": Article.DateBasis.STATED,
        }
    article = Article.objects.create(
        slug=fields.pop("slug", f"{slugify(title)[:60] or 'article'}-{next(_numbers):08x}"),
        title=title, body=body, language=language, source=make_source(source) if source else None,
        paragraph_numbers=[str(number) for number in range(1, len(body.split("\n\n")) + 1)], **fields,
    )  # fmt: skip
    phases = events if isinstance(events, Mapping) else dict.fromkeys(events, "after")
    for slug, phase in phases.items():
        Coverage.objects.create(article=article, event=make_event(slug), role="subject", phase=phase)
    for slug in background:
        Coverage.objects.create(article=article, event=make_event(slug))
    for slug in people:
        Appearance.objects.create(article=article, person=make_person(slug))
    for position, author in enumerate(authors, 1):
        person = author if isinstance(author, Person) else None
        Authorship.objects.create(article=article, position=position, name=str(author), person=person)
    return article


WORDS = (
    "summit", "treaty", "arms", "control", "missile", "sanctions", "handshake", "dinner", "talks", "press", "lake",
    "palace", "interpreter", "agenda", "paper", "minister", "delegation", "promise", "silence", "minutes", "border",
    "gas", "grain", "ceasefire", "winter", "summer", "harbour", "bridge", "train", "walk",
)  # fmt: skip
EVENTS = ("helsinki-2018", "da-nang-2017", "hamburg-2017", "geneva-2021", "singapore-2018")
PEOPLE = ("vladimir-putin", "donald-trump", "joe-biden", "sauli-niinisto", "sergei-lavrov", "guy-parmelin")
LEADERS = PEOPLE[:4]
SOURCES = ("meridian-wire", "baltic-courier", "the-harbour-gazette", "leman-observer")
AUTHORS = ("Ivanov, Igor", "Ana María Núñez", "Ольга Петрова", "O'Neill, J.")


def make_archive(size: int, seed: int = 7) -> list[Article]:
    """A mixed collection, the same for one seed: undated and uncertain articles, none or several events, gaps."""
    dice = random.Random(seed)  # noqa: S311
    for slug in PEOPLE:
        make_person(slug, is_leader=slug in LEADERS)
    return [_some_article(dice) for _ in range(size)]


def _some_article(dice: random.Random) -> Article:
    day = date(2016 + dice.randrange(6), dice.randrange(1, 13), dice.randrange(1, 29)).isoformat()
    later = date(2023, 5, 6).isoformat()
    body = "\n\n".join(" ".join(dice.choices(WORDS, k=60)).capitalize() + "." for _ in range(4))
    return make_article(
        " ".join(dice.choices(WORDS, k=7)).capitalize(),
        body,
        events={slug: dice.choice(Coverage.Phase.values) for slug in dice.sample(EVENTS, dice.choice((0, 1, 1, 2)))},
        people=dice.sample(PEOPLE, dice.randrange(4)),
        authors=dice.sample(AUTHORS, dice.choice((0, 1, 1, 2))),
        source=dice.choice((*SOURCES, "")),
        language=dice.choice(("en", "en", "ru", "fr", "")),
        is_reviewed=dice.random() < 0.3,
        published=dice.choice((day, day, day[:7], day[:4], "", f"{day}/..", f"../{day}", f"{day}/{later}",
                               f"[{day},{later}]")),
    )  # fmt: skip
