"""Rows of real articles, put out of order one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from archive import originals as store
from archive.checking import rows
from archive.checking.findings import Finding
from archive.ingest.loader import Ingest
from archive.models import Accession, Appearance, Article, Coverage, UnresolvedName
from tests.checking.conftest import nobody_looks, told
from tests.checking.test_originals import write_over
from tests.ingest.test_warcs import html
from tests.ingest.texts import HELSINKI, write

pytestmark = pytest.mark.usefixtures("archive")


def check() -> list[Finding]:
    return rows.check(nobody_looks)


def repair() -> tuple[list[Finding], list[Finding]]:
    done = list(rows.repair(check(), nobody_looks))
    return done, check()


def article(name: str = "one.txt") -> Article:
    return Article.objects.get(accessions__path=name)


def current(name: str = "one.txt") -> Accession:
    return Accession.objects.get(path=name, is_current=True)


def test_rows_as_ingest_makes_them_have_nothing_off(folder: Path) -> None:
    write(folder, "page.html", html("Nine points agreed"))
    write(folder, "cyrillic.txt", ("Встреча в Хельсинки продолжалась четыре часа. " * 20).encode("cp1251"))
    list(Ingest([folder]).outcomes())
    looked_at: list[int] = []

    assert rows.check(looked_at.append) == []
    assert sum(looked_at) == rows.count() == 4


def test_article_without_a_current_accession_is_named_by_its_slug() -> None:
    Accession.objects.filter(path="one.txt").update(is_current=False)

    (finding,) = check()

    assert str(finding) == f"{article().slug}: no accession is its current one; take the file in again"


def test_paragraph_without_a_number_is_found() -> None:
    Article.objects.filter(pk=article().pk).update(paragraph_numbers=["1"])

    assert told(check()) == [("Paragraphs and their numbers", f"{article().slug}: paragraphs: 3, numbers: 1")]


@pytest.mark.parametrize("model", [Appearance, Coverage])
def test_span_outside_of_the_body_is_found(model: type[Appearance | Coverage]) -> None:
    length = len(article().body)
    link = model.objects.filter(article=article()).first()
    assert link
    model.objects.filter(pk=link.pk).update(spans=[[0, length + 1]])

    record = f"person {link.person.slug}" if isinstance(link, Appearance) else f"event {link.event.slug}"
    what = f"{record} at [0, {length + 1}] of the body, which has {length} characters"
    assert told(check()) == [("Spans outside of their text", f"{article().slug}: {what}")]


@pytest.mark.parametrize("spans", [[[0, 9999]], ["x"], "x"])
def test_unresolved_name_outside_of_the_body_is_found(spans: object) -> None:
    UnresolvedName.objects.create(article=article(), text="x", spans=spans)

    assert [heading for heading, _ in told(check())] == ["Spans outside of their text"]


def test_block_outside_of_the_reading_text_is_found() -> None:
    changed = article()
    changed.blocks[-1][1] += 1000
    changed.save()

    assert [heading for heading, _ in told(check())] == ["Blocks outside of their text, or out of order"]


def test_body_that_was_altered_is_found_unless_a_curator_set_it() -> None:
    changed = article()
    changed.body = changed.body.replace("o", "0", 1)
    changed.save()
    assert [heading for heading, _ in told(check())] == ["Bodies that are not made of their blocks"]

    changed.provenance["body"] = {"origin": "curator", "rule": "", "evidence": ""}
    changed.save()
    assert check() == []


@pytest.mark.parametrize("sha256", ["", "AB" * 32, "ab" * 31, f"{'ab' * 32}\n"])
def test_accession_without_a_sum_is_found(sha256: str) -> None:
    Accession.objects.filter(path="two.txt").update(sha256=sha256)

    assert [(heading, where.partition(":")[0]) for heading, where in told(check())] == [
        ("Accessions without a sum", "two.txt")
    ]


def test_reading_text_that_its_original_does_not_give_is_found_and_made_anew() -> None:
    accession = current()
    altered = accession.reading_text.replace("stall", "stale")
    place = altered.index("stale") + 4
    Accession.objects.filter(pk=accession.pk).update(reading_text=altered)

    found = check()
    done, left = repair()

    assert told(found) == [
        ("Bodies that are not made of their blocks",
         f"{article().slug}: what its blocks cut from the reading text is another body"),
        ("Reading texts that are not their originals’", f"{article().slug}: the two part at character {place}"),
    ]  # fmt: skip
    assert [finding.where for finding in done] == [article().slug]
    assert left == []
    assert current().reading_text == accession.reading_text


def test_reading_text_stays_where_its_blocks_would_no_longer_fit() -> None:
    altered = f"x{current().reading_text}"
    blocks = [[start + 1, end + 1, *rest] for start, end, *rest in article().blocks]
    Accession.objects.filter(pk=current().pk).update(reading_text=altered)
    Article.objects.filter(pk=article().pk).update(blocks=blocks)

    done, left = repair()

    assert done == []
    assert [heading for heading, _ in told(left)] == ["Reading texts that are not their originals’"]
    assert current().reading_text == altered


@pytest.mark.parametrize(
    "otherwise",
    [
        {"rules_version": "older"},  # decoding has changed since
        {"encoding": "cp1252"},  # a guess, and a library may guess otherwise one day
        {"path": "one.html"},  # read as a page
        {"path": "a.warc.gz#one.txt"},
    ],
)
def test_reading_text_is_compared_only_where_decoding_gives_it_for_certain(otherwise: dict[str, str]) -> None:
    accession = current()
    changed = {"reading_text": accession.reading_text.replace("Share", "Spare") + "more"} | otherwise
    Accession.objects.filter(pk=accession.pk).update(**changed)

    assert check() == []


def test_bytes_that_were_also_taken_in_as_a_page_are_not_compared() -> None:
    accession = current()
    Accession.objects.filter(pk=accession.pk).update(reading_text=f"{accession.reading_text}more")
    accession.pk, accession.path, accession.is_current = None, "one.html", False
    accession.save()

    assert check() == []


def test_damaged_original_says_nothing_of_the_reading_text() -> None:
    write_over(store.path_of(current().sha256), HELSINKI.encode().replace(b"H", b"h"))

    assert check() == []


def test_article_that_is_changed_while_it_is_looked_at_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = article().paragraph_numbers
    Article.objects.filter(pk=article().pk).update(paragraph_numbers=["1"])
    repaired = Article.objects.filter(pk=article().pk)
    monkeypatch.setattr(rows, "pause", lambda: repaired.update(paragraph_numbers=numbers))

    assert check() == []


def test_queries_do_not_grow_with_the_articles(
    folder: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        check()
    for number in range(20):
        write(folder, f"more-{number}.txt", HELSINKI.replace("Helsinki", f"Helsinki {number}"))
    list(Ingest([folder]).outcomes())
    with django_assert_max_num_queries(8):
        assert check() == []
