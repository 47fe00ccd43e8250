"""The authority files are well formed, and what they say of people, events and sources fits together."""

import re
from calendar import month_name
from collections import Counter
from datetime import date

import pytest

from tests.authorities.records import (
    AUTHORITIES,
    Record,
    alias_texts,
    ascii_slug,
    bounds,
    covers,
    fold,
    full_names,
    load,
)

FILES = ("people", "series", "events", "sources")
KEYS = {
    "people": {"slug", "name", "sort_name", "short_names", "wikidata", "aliases", "tenures"},
    "series": {"slug", "name", "full_name", "aliases", "members"},
    "events": {
        "slug", "name", "short_name", "series", "number", "place", "place_aliases", "country", "online", "start",
        "end", "status", "aliases", "participants", "host",
    },
    "sources": {
        "slug", "name", "aliases", "domains", "kind", "country", "language", "shown", "rights_note", "rights_url",
    },
}  # fmt: skip
OPTIONAL = {"wikidata", "number", "country", "online", "host", "shown", "rights_note", "rights_url"}
KINDS = {"newspaper", "magazine", "agency", "broadcaster", "think-tank", "government", "website", "organisation"}
COUNTRY = re.compile(r"[A-Z]{2}|NATO")
HELD = re.compile(r"\d{4}(-\d\d(-\d\d)?)?/(\.\.|\d{4}(-\d\d(-\d\d)?)?)?")
MONTHS = [month_name[month].lower() for month in range(1, 13)]

# Full names that two people share: a text that has only this name does not say which of them is meant.
SHARED_NAMES = {"george bush"}
# A whole name that is one word.
SINGLE_NAMES = {"Hu'akavameiliku"}
# Elected, and there as president, on a day before the oath.
BEFORE_THE_OATH = {("normandy-benouville-2014", "petro-poroshenko")}
# Meetings of the G7 with Russia were called G8.
SLUG_PREFIXES = {"g7": ("g7", "g8")}


@pytest.fixture(scope="module")
def people() -> list[Record]:
    return load("people")


@pytest.fixture(scope="module")
def events() -> list[Record]:
    return load("events")


@pytest.mark.parametrize("name", FILES)
def test_records_have_the_promised_keys_and_unique_slugs(name: str) -> None:
    records = load(name)
    for record in records:
        assert set(record) <= KEYS[name], record["slug"]
        assert KEYS[name] - set(record) <= OPTIONAL, record["slug"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", record["slug"])
    assert [slug for slug, count in Counter(record["slug"] for record in records).items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_files_are_in_their_order_and_without_anchors(name: str) -> None:
    records = load(name)
    order = [(record["start"], record["end"]) if name == "events" else record["slug"] for record in records]
    assert order == sorted(order)
    text = (AUTHORITIES / f"{name}.yaml").read_text(encoding="utf-8")
    assert not re.search(r"(?:^|[:\-,\[]) +[&*]\w", text, re.MULTILINE)


@pytest.mark.parametrize("name", FILES)
def test_names_and_aliases_are_clean(name: str) -> None:
    for record in load(name):
        texts = [*full_names(record), *record.get("short_names", []), *record.get("place_aliases", [])]
        assert all(isinstance(text, str) and text and text == " ".join(text.split()) for text in texts), record["slug"]
        aliases = alias_texts(record)
        assert len(set(aliases)) == len(aliases) and record["name"] not in aliases, record["slug"]
        for alias in record["aliases"]:
            assert isinstance(alias, str) or set(alias) == {"text", "language"}, record["slug"]


def test_full_names_are_no_bare_surnames(people: list[Record]) -> None:
    single = {name for person in people for name in alias_texts(person) if " " not in name}
    assert {name for name in single if name.isascii()} == SINGLE_NAMES
    assert all(
        re.fullmatch(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3・]{2,8}", name) for name in single - SINGLE_NAMES
    )


def test_no_two_people_share_a_full_name_unless_intended(people: list[Record]) -> None:
    counts = Counter(name for person in people for name in {fold(name) for name in full_names(person)})
    assert {name for name, count in counts.items() if count > 1} == SHARED_NAMES


def test_slug_of_a_person_is_one_of_the_names(people: list[Record]) -> None:
    for person in people:
        names = {ascii_slug(name) for name in full_names(person)}
        assert person["slug"] in names, person["slug"]


def test_sort_name_holds_the_words_of_a_name(people: list[Record]) -> None:
    for person in people:
        words = sorted(ascii_slug(person["sort_name"]).split("-"))
        assert any(words == sorted(ascii_slug(name).split("-")) for name in full_names(person)), person["slug"]


def test_short_names_stand_in_a_full_name(people: list[Record]) -> None:
    for person in people:
        words = {word for name in full_names(person) for word in _words(name)}
        for short in person["short_names"]:
            known = set(_words(short)) <= words
            assert known or _is_initials(short) or short in NICKNAMES, (person["slug"], short)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name).replace("'", ""))


# Short forms that are no part of a full name.
NICKNAMES = {"Jokowi"}


def _is_initials(short: str) -> bool:
    return short.isupper() and 3 <= len(short) <= 4


def test_wikidata_ids_are_well_formed_and_unique(people: list[Record]) -> None:
    ids = [person["wikidata"] for person in people if "wikidata" in person]
    assert all(re.fullmatch(r"Q[1-9]\d*", qid) for qid in ids)
    assert len(set(ids)) == len(ids)


def test_tenures_are_intervals_that_do_not_end_before_they_begin(people: list[Record]) -> None:
    for person in people:
        for tenure in person["tenures"]:
            assert set(tenure) == {"office", "country", "held", "highest"}, person["slug"]
            assert HELD.fullmatch(tenure["held"]) and COUNTRY.fullmatch(tenure["country"]), (person["slug"], tenure)
            assert isinstance(tenure["highest"], bool) and tenure["office"].strip()
            first, last = bounds(tenure["held"])
            assert last is None or first <= last, (person["slug"], tenure)
            assert first <= date(2026, 1, 1)
        held = [(t["office"], t["country"], t["held"]) for t in person["tenures"]]
        assert len(set(held)) == len(held), person["slug"]


def test_one_at_a_time_is_president_or_prime_minister_of_a_country(people: list[Record]) -> None:
    """Tenures with days that overlap, of two people, in one office that only one person holds."""
    offices: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for person in people:
        for tenure in person["tenures"]:
            start, _, end = tenure["held"].partition("/")
            if len(start) == len("YYYY-MM-DD") and end and tenure["highest"]:
                last = date.max if end == ".." else bounds(tenure["held"])[1] or date.max
                last = bounds(f"{end}/{end}")[0] if len(end) == len("YYYY-MM") else last
                offices.setdefault((tenure["office"], tenure["country"]), []).append(
                    (bounds(tenure["held"])[0], last, person["slug"])
                )
    clashes = []
    for office, held in offices.items():
        for (_, last, before), (first, _, after) in zip(sorted(held), sorted(held)[1:], strict=False):
            if first < last and before != after:
                clashes.append((office, before, after))
    assert clashes == []


def test_days_and_status_of_events(events: list[Record]) -> None:
    for event in events:
        assert type(event["start"]) is date and type(event["end"]) is date, event["slug"]
        assert 0 <= (event["end"] - event["start"]).days <= 4, event["slug"]
        assert event["status"] in ("planned", "held", "cancelled")
        assert event.get("online") in (None, True)
        assert "country" in event or event.get("online"), event["slug"]
        assert COUNTRY.fullmatch(event.get("country", "XX")), event["slug"]


def test_event_slug_is_series_place_and_year(events: list[Record]) -> None:
    """A later one at the same place in the same year has its month too; a numbered one goes before any other."""
    for event in events:
        place, start = ascii_slug(event["place"]), event["start"]
        prefixes = SLUG_PREFIXES.get(event["series"], (event["series"],))
        plain = {f"{prefix}-{place}-{start.year}" for prefix in prefixes}
        with_month = {f"{prefix}-{place}-{MONTHS[start.month - 1]}-{start.year}" for prefix in prefixes}
        assert event["slug"] in plain | with_month
        if event["slug"] in with_month:
            others = [other for other in events if other["slug"] in plain]
            assert others and (others[0]["start"] < start or "number" in others[0]), event["slug"]


def _host(event: Record) -> set[str]:
    return {event["host"]} if "host" in event else set()


def test_references_of_events_exist(events: list[Record], people: list[Record]) -> None:
    series, slugs = {record["slug"] for record in load("series")}, {person["slug"] for person in people}
    for event in events:
        assert event["series"] in series
        assert len(set(event["participants"])) == len(event["participants"]), event["slug"]
        assert {*event["participants"], *_host(event)} <= slugs, event["slug"]


def test_nobody_takes_part_who_was_out_of_office(events: list[Record], people: list[Record]) -> None:
    tenures = {person["slug"]: person["tenures"] for person in people}
    for event in events:
        for slug in {*event["participants"], *_host(event)}:
            in_office = any(covers(tenure["held"], event["start"]) for tenure in tenures[slug])
            assert in_office or (event["slug"], slug) in BEFORE_THE_OATH, (event["slug"], slug)


def test_leaders_of_both_sides_meet_at_bilateral_summits(events: list[Record], people: list[Record]) -> None:
    members = {record["slug"]: set(record["members"]) for record in load("series") if record["members"]}
    tenures = {person["slug"]: person["tenures"] for person in people}
    for event in events:
        if event["series"] in members:
            sides = {
                tenure["country"]
                for slug in event["participants"]
                for tenure in tenures[slug]
                if tenure["highest"] and covers(tenure["held"], event["start"])
            }
            assert members[event["series"]] <= sides, event["slug"]


def test_an_alias_names_one_event(events: list[Record]) -> None:
    counts = Counter(fold(name) for event in events for name in {fold(name) for name in full_names(event)})
    assert [name for name, count in counts.items() if count > 1] == []
    for event in events:
        for alias in event["aliases"]:
            assert len(alias.split()) > 1 or re.search(r"\d{4}", alias), (event["slug"], alias)


def test_place_summit_without_year_or_series_is_an_alias_only_where_no_other_event_has_the_place(
    events: list[Record],
) -> None:
    places = {
        event["slug"]: {
            fold(part) for place in (event["place"], *event["place_aliases"]) for part in place.split(" and ")
        }
        for event in events
    }
    for event in events:
        for alias in event["aliases"]:
            match = re.fullmatch(r"(.+) summit", alias)
            if match:
                others = [slug for slug, names in places.items() if fold(match[1]) in names and slug != event["slug"]]
                assert others == [], (event["slug"], alias)


def test_years_in_aliases_are_the_years_of_the_event(events: list[Record]) -> None:
    for event in events:
        for text in (event["name"], event["short_name"], *event["aliases"]):
            assert set(re.findall(r"\b(?:19|20)\d\d\b", text)) <= {str(event["start"].year)}, (event["slug"], text)


def test_sources_have_a_kind_and_domains_without_scheme() -> None:
    for source in load("sources"):
        assert source["kind"] in KINDS, source["slug"]
        assert source["domains"] and all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", d) for d in source["domains"])
        assert re.fullmatch(r"[a-z]{2}", source["language"])
        assert re.fullmatch(r"[A-Z]{2}", source.get("country", "XX")), source["slug"]


def test_no_two_sources_share_a_name() -> None:
    counts = Counter(name for source in load("sources") for name in {fold(name) for name in full_names(source)})
    assert [name for name, count in counts.items() if count > 1] == []


def test_series_have_two_members_or_none() -> None:
    for series in load("series"):
        assert len(series["members"]) in (0, 2), series["slug"]
        assert all(COUNTRY.fullmatch(member) for member in series["members"])
