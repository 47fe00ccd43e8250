"""What may stand beside a file, and what is refused by name."""

from __future__ import annotations

import pytest

from archive.ingest.sidecars import Sidecar, SidecarError, parse_sidecar

FULL = """\
title: What Helsinki left
  on the table
authors: [Maarja Luiksaar, ' Eerik  Tuulesaar ']
source: baltic-courier
url: https://example.org/a
published: 2018-07-20/2018-07-22
language: en
rights: CC0-1.0
"""


def test_every_field_is_read_and_tidied() -> None:
    assert parse_sidecar(FULL) == Sidecar(
        "What Helsinki left on the table",
        ("Maarja Luiksaar", "Eerik Tuulesaar"),
        "baltic-courier",
        "https://example.org/a",
        "2018-07-20/2018-07-22",
        "en",
        "CC0-1.0",
    )


@pytest.mark.parametrize("text", ["", "  \n", "# only a remark\n", "---\n"])
def test_an_empty_sidecar_says_nothing(text: str) -> None:
    assert parse_sidecar(text) == Sidecar()


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("published: 2018-07-20", "2018-07-20"),
        ("published: 2018", "2018"),
        ("published: 2018-07", "2018-07"),
        ("published: '2018-07-16/..'", "2018-07-16/.."),
        ("published: '[2018-07-12,2018-12-07]'", "[2018-07-12,2018-12-07]"),
    ],
)
def test_published_is_edtf_however_yaml_reads_it(text: str, published: str) -> None:
    assert parse_sidecar(text).published == published


def test_one_author_may_stand_without_a_list() -> None:
    assert parse_sidecar("authors: Igor Ivanov").authors == ("Igor Ivanov",)


def test_only_what_is_given_is_kept_with_the_accession() -> None:
    assert parse_sidecar("authors: Igor Ivanov\nlanguage: en").as_given() == {
        "authors": ["Igor Ivanov"],
        "language": "en",
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: [", "its sidecar is no YAML"),
        ("- title", "must hold fields such as"),
        ("just words", "must hold fields such as"),
        ("titel: X", "unknown fields: titel"),
        ("title: [a, b]", "title must be text"),
        ("title: A\ntitle: B", "says twice what its title is"),
        ("title: &a A\nrights: *a", "an anchor, alias or tag"),
        ("authors: &a [A B]", "an anchor, alias or tag"),
        ("authors: &a [*a]", "an anchor, alias or tag"),
        ("title: !!python/object/apply:os.system [ls]", "an anchor, alias or tag"),
        ("title: !!python/name:os.system", "an anchor, alias or tag"),
        ("!mine {title: A}", "an anchor, alias or tag"),
        ("? [a, b]\n: c", "its sidecar is no YAML"),
        (f"title: {'[' * 5000}", "its sidecar is no YAML"),
        (f"? {'x' * 5000}\n: A", f"unknown fields: {'x' * 200} (known"),
        ("published: 2018-07-16/2018-07-01", "published: 2018-07-16/2018-07-01 ends before it begins"),
        ("language: English", "language must be a code"),
        ("authors: {a: b}", "authors must be a list of names"),
        ("authors: ['']", "authors must be a list of names"),
        ("published: last week", "published: “last week” is not a date"),
        ("published: 2018-02-30x", "published:"),
        ("url: javascript:alert(1)", "url must begin with http:// or https://"),
        ("url: /local", "url must begin with http:// or https://"),
        ("language: extraordinarily", "language is longer than 8 characters"),
        (f"title: {'x' * 1001}", "title is longer than 1000 characters"),
    ],
)
def test_what_a_sidecar_cannot_say_is_refused_with_the_field(text: str, reason: str) -> None:
    with pytest.raises(SidecarError) as error:
        parse_sidecar(text)

    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_words_that_yaml_takes_for_true_and_false_are_words() -> None:
    sidecar = parse_sidecar("language: no\ntitle: On\npublished: 2018")

    assert (sidecar.language, sidecar.title, sidecar.published) == ("no", "On", "2018")


@pytest.mark.parametrize("text", ['title: "\\ud800 x"', 'authors: ["\\x00"]', "authors: [" + "A B, " * 1100 + "C D]"])
def test_what_no_database_could_hold_is_refused(text: str) -> None:
    with pytest.raises(SidecarError):
        parse_sidecar(text)
