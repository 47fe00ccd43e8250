"""Rows for the tests of the curators' site, each with as little as it needs."""

from datetime import date

from archive.models import Appearance, Article, Authorship, Coverage, Event, EventSeries, Person, Source, UnresolvedName

BODY = (
    "The two presidents met in Helsinki on Monday. Mr. Putin arrived late.\n\n"
    "“We had a good talk,” said Donald Trump after the summit in Helsinki, which lasted four hours."
)


def person(name: str = "Vladimir Putin", **fields: object) -> Person:
    given, _, family = name.rpartition(" ")
    defaults = {"slug": name.lower().replace(" ", "-"), "sort_name": f"{family}, {given}"}
    return Person.objects.create(name=name, **defaults | fields)


def event(name: str = "Helsinki summit", **fields: object) -> Event:
    series, _ = EventSeries.objects.get_or_create(slug="us-russia", defaults={"name": "US–Russia"})
    defaults = {
        "slug": name.lower().replace(" ", "-"),
        "short_name": "Helsinki 2018",
        "series": series,
        "place": "Helsinki",
        "start": date(2018, 7, 16),
        "end": date(2018, 7, 16),
    }
    return Event.objects.create(name=name, **defaults | fields)


def source(name: str = "Harbour Gazette", **fields: object) -> Source:
    return Source.objects.create(name=name, slug=name.lower().replace(" ", "-"), **fields)


def article(title: str = "Four hours in Helsinki", **fields: object) -> Article:
    defaults = {
        "slug": title.lower().replace(" ", "-") + "-0a1b2c3d",
        "body": BODY,
        "paragraph_numbers": ["1", "2"],
        "index_pending": False,
    }
    return Article.objects.create(title=title, **defaults | fields)


def appearance(of: Article, who: Person, **fields: object) -> Appearance:
    at = BODY.index("Putin")
    return Appearance.objects.create(article=of, person=who, **{"spans": [[at, at + 5]]} | fields)


def coverage(of: Article, what: Event, **fields: object) -> Coverage:
    at = BODY.index("Helsinki")
    defaults = {"role": "subject", "phase": "after", "spans": [[at, at + 8]], "title_spans": [[14, 22]]}
    return Coverage.objects.create(article=of, event=what, **defaults | fields)


def authorship(of: Article, name: str = "Ada Writer", **fields: object) -> Authorship:
    return Authorship.objects.create(article=of, name=name, name_as_printed=name.upper(), **fields)


def unresolved(of: Article, text: str = "Putin", **fields: object) -> UnresolvedName:
    at = BODY.find(text)
    return UnresolvedName.objects.create(article=of, text=text, **{"spans": [[at, at + len(text)]]} | fields)
