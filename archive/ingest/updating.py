"""An article that is read again: what no curator set is replaced, and what the machine now says is kept beside it."""

from __future__ import annotations

from typing import Any

from archive.ingest.body import assemble
from archive.ingest.changes import Changes
from archive.ingest.curated_blocks import curated_blocks, laid_over, said_of
from archive.ingest.fields import GROUPS, NAMED, FieldValues, stored_blocks
from archive.ingest.links import renew_links
from archive.ingest.numbering import given_up, renumbered
from archive.ingest.reading import ReadItem
from archive.ingest.records import Records
from archive.models import Article, Source


def renew_article(article: Article, item: ReadItem, found: FieldValues, records: Records) -> Changes:
    """Set fields and links, without saving the article itself; says what is otherwise than before."""
    changes = Changes()
    before = article.title, article.body
    _keep_blocks(article, item, found, changes)
    _set_fields(article, found, changes)
    renew_links(article, item, records, before, changes)
    if changes.differences != article.differences:
        changes.lines += [f"the differences of {name}: {said}" for name, said in _in_words(changes)]
        gone = sorted(article.differences.keys() - changes.differences.keys())
        changes.lines += [f"the differences of {name}: none any longer" for name in gone]
        article.differences = changes.differences
    article.has_differences = bool(changes.differences)
    return changes


def _in_words(changes: Changes) -> list[tuple[str, str]]:
    return [
        (name, ", ".join(f"{what} {value}" for what, value in said.items() if value and what != "provenance")[:200])
        for name, said in changes.differences.items()
    ]


def _keep_blocks(article: Article, item: ReadItem, found: FieldValues, changes: Changes) -> None:
    """Lay a curator's blocks over those of the reading. A body that is a curator's as a whole stays anyway."""
    if article.provenance.get("body", {}).get("origin") == "curator":
        return
    if not any(origin == "curator" for *_, origin in article.blocks):
        return
    accession = article.accessions.filter(is_current=True).first()
    kept, gone = curated_blocks(article.blocks, accession.reading_text if accession else "", item.text)
    for block in kept:
        said = said_of(block, item.reading.blocks)
        if said != block.kind:
            changes.keep("blocks", block.text[:60], said or "nothing")
    for block in gone:
        changes.keep("blocks", block.text[:60], "gone from the text")
    blocks = laid_over(item.reading.blocks, kept, item.text)
    body = assemble(blocks).text
    if body:
        found.values["blocks"], found.values["body"] = stored_blocks(blocks), body


def _set_fields(article: Article, found: FieldValues, changes: Changes) -> None:
    """Set what no curator set; note beside the rest what the machine would now say."""
    old_body, old_paragraphs = article.body, [(number, text) for number, text, _ in article.paragraphs]
    for name, group in GROUPS.items():
        before = {column: _plain(getattr(article, column)) for column in group}
        said = {column: _plain(found.values[column]) for column in group}
        if article.provenance.get(name, {}).get("origin") == "curator":
            if said != before and name in found.provenance:
                changes.differences[name] = said | {"provenance": found.provenance[name]}
            continue
        if _was_named(article, name) and found.provenance.get(name, {}).get("origin") != "sidecar":
            continue
        _note_change(name, before, said, changes)
        for column in group:
            setattr(article, column, found.values[column])
        article.provenance.pop(name, None)
        if name in found.provenance:
            article.provenance[name] = found.provenance[name]
    if article.body != old_body:
        former, paragraphs = article.former_paragraphs, article.body.split("\n\n")
        article.paragraph_numbers = renumbered(old_paragraphs, paragraphs, former)
        article.former_paragraphs = given_up(old_paragraphs, article.paragraph_numbers, former)


def _was_named(article: Article, field: str) -> bool:
    """Whether somebody named the source when the article was taken in: no later run without that forgets it."""
    return article.provenance.get(field, {}).get("rule") == NAMED


def _note_change(name: str, before: dict[str, Any], after: dict[str, Any], changes: Changes) -> None:
    """One line a field: its own value, or else what stands beside it."""
    if before == after:
        return
    if name == "body" and before[name] != after[name]:
        old, new = (str(values[name]).split("\n\n") for values in (before, after))
        added, gone = len(set(new) - set(old)), len(set(old) - set(new))
        changes.lines.append(f"body: {len(old)} paragraphs -> {len(new)} ({added} new, {gone} gone)")
        return
    if name == "body":
        kinds = [[tuple(block[2:]) for block in values] for values in (before["blocks"], after["blocks"])]
        if kinds[0] != kinds[1]:
            changes.lines.append(f"blocks: {len(kinds[0])} -> {len(kinds[1])}, read otherwise")
        return
    first = next(column for column in after if before[column] != after[column])
    changes.compare(name if first in (name, f"{name}_edtf") else f"{name} ({first})", before[first], after[first])


def _plain(value: object) -> Any:
    """A field's value as JSON holds it."""
    if isinstance(value, Source):
        return value.slug
    return value.isoformat() if hasattr(value, "isoformat") else value
