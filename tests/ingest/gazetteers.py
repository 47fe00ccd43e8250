"""A small world, built by hand: few enough names to keep in mind, and every trap that the real records hold.

Two Ivanovs, two Bushes (one alias for both), three Kims, May the Prime Minister; two meetings in one place, two in one
series and country, one without days, one online, one cancelled.
"""

from __future__ import annotations

from datetime import date

from archive.ingest.authority import EventEntry, Gazetteer, Office, PersonEntry, SeriesEntry, SourceEntry


def _person(
    slug: str, name: str, short: str, title: str, country: str, held: tuple[int, int], *others: str, leads: bool = True
) -> PersonEntry:
    """Somebody who held one office from the first day of a year to the last of another; 9999 is today."""
    first, last = date(held[0], 1, 1), date.max if held[1] == 9999 else date(held[1], 12, 31)
    return PersonEntry(slug, name, others, (short,), (Office(title, country, leads, first, last),))


PEOPLE = (
    _person("vladimir-putin", "Vladimir Putin", "Putin", "president", "RU", (2000, 9999), "Владимир Путин"),
    _person("donald-trump", "Donald Trump", "Trump", "president", "US", (2017, 2020), "Donald J. Trump"),
    _person("igor-ivanov", "Igor Ivanov", "Ivanov", "minister of foreign affairs", "RU", (1998, 2003), leads=False),
    _person("sergei-ivanov", "Sergei Ivanov", "Ivanov", "minister of defence", "RU", (2001, 2006), leads=False),
    _person("george-w-bush", "George W. Bush", "Bush", "president", "US", (2001, 2008), "George Bush"),
    _person("george-h-w-bush", "George H. W. Bush", "Bush", "president", "US", (1989, 1992), "George Bush"),
    _person("kim-jong-un", "Kim Jong-un", "Kim", "supreme leader", "KP", (2012, 9999), "Kim Jong Un"),
    _person("kim-jong-il", "Kim Jong-il", "Kim", "supreme leader", "KP", (1994, 2011), "Kim Jong Il"),
    _person("kim-dae-jung", "Kim Dae-jung", "Kim", "president", "KR", (1998, 2002)),
    _person("theresa-may", "Theresa May", "May", "prime minister", "GB", (2016, 2018)),
    _person("angela-merkel", "Angela Merkel", "Merkel", "federal chancellor", "DE", (2006, 2020), "Ангела Меркель"),
    _person("sauli-niinisto", "Sauli Niinistö", "Niinistö", "president", "FI", (2012, 2023)),
    _person("sergei-ryabkov", "Sergei Ryabkov", "Ryabkov", "deputy foreign minister", "RU", (2008, 9999), leads=False),
)

SERIES = (
    SeriesEntry("apec", "APEC", ("Asia-Pacific Economic Cooperation",)),
    SeriesEntry("g20", "G20", ("Group of Twenty",)),
    SeriesEntry("nato", "NATO", ()),
    SeriesEntry("normandy", "Normandy format", ("Normandy four",)),
    SeriesEntry("us-dprk", "US–North Korea", ("US-DPRK",), ("KP", "US")),
    SeriesEntry("us-russia", "US–Russia", ("US-Russia", "Russia-US", "Russian-American"), ("RU", "US")),
)

_BOTH = frozenset({"donald-trump", "vladimir-putin"})
_KOREA = frozenset({"donald-trump", "kim-jong-un"})
_NATO = frozenset({"angela-merkel", "donald-trump", "theresa-may"})


def _event(
    slug: str, series: str, place: str, country: str, first: date | None, days: int = 1, *, who: frozenset[str] = _BOTH,
    aliases: tuple[str, ...] = (), online: bool = False, cancelled: bool = False,
) -> EventEntry:  # fmt: skip
    last = date.fromordinal(first.toordinal() + days - 1) if first else None
    name = f"{slug.replace('-', ' ').title()} meeting of record"
    return EventEntry(slug, name, series, aliases, (place,), country, first, last, who, online, cancelled)


EVENTS = (
    _event("apec-da-nang-2017", "apec", "Da Nang", "VN", date(2017, 11, 10), 2),
    _event("g20-hamburg-2017", "g20", "Hamburg", "DE", date(2017, 7, 7), 2, who=_BOTH | _NATO),
    _event("g20-online-2020", "g20", "online", "SA", date(2020, 11, 21), 2, online=True),
    _event("g20-osaka-2019", "g20", "Osaka", "JP", date(2019, 6, 28), 2),
    _event("nato-brussels-2017", "nato", "Brussels", "BE", date(2017, 5, 25), who=_NATO),
    _event("nato-brussels-2018", "nato", "Brussels", "BE", date(2018, 7, 11), 2, who=_NATO),
    _event("normandy-paris-2019", "normandy", "Paris", "FR", date(2019, 12, 9)),
    _event("us-dprk-hanoi-2019", "us-dprk", "Hanoi", "VN", date(2019, 2, 27), 2, who=_KOREA),
    _event("us-dprk-singapore-2018", "us-dprk", "Singapore", "SG", date(2018, 6, 12), who=_KOREA),
    _event("us-russia-budapest-planned", "us-russia", "Budapest", "HU", None, aliases=("Budapest summit",)),
    _event("us-russia-helsinki-2018", "us-russia", "Helsinki", "FI", date(2018, 7, 16), aliases=("Helsinki summit",)),
    _event(
        "us-russia-ljubljana-2001", "us-russia", "Ljubljana", "SI", date(2001, 6, 16),
        who=frozenset({"george-w-bush", "vladimir-putin"}),
    ),
    _event("us-russia-washington-2020", "us-russia", "Washington", "US", date(2020, 9, 1), cancelled=True),
)  # fmt: skip

SOURCES = (
    SourceEntry("harbour-gazette", "The Harbour Gazette", ("HarbourGazette",), ("harbour-gazette.example",)),
    SourceEntry("northern-council", "Northern Affairs Council", ("NAC",), ()),
    SourceEntry("second-press", "Second Press", (), ()),
)

SMALL = Gazetteer(PEOPLE, EVENTS, SERIES, SOURCES, "small")


def person(slug: str) -> PersonEntry:
    return SMALL.person_by_slug[slug]


def event(slug: str) -> EventEntry:
    return SMALL.event_by_slug[slug]
