"""Names by a spaCy model, for suggestions only: an extra that nothing else needs (requirements-ner.txt)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from archive.ingest.authority import Gazetteer
from archive.ingest.folding import fold
from archive.ingest.ranges import Taken
from archive.ingest.sentences import sentence_at, split_sentences
from archive.ingest.suggestions import LONGEST, Finder, UnknownName, known_ranges, without_words_before

_LABELS = {"PERSON", "PER", "ORG"}


class NoModelError(ValueError):
    """spaCy or the model asked for is missing, or finds no names; the message says what to do, in plain words."""


def finder(model: str) -> Finder:
    """What finds names with a model, by the name of an installed one or the path of its folder.

    Raises NoModelError.
    """
    nlp = _load(model)

    def find(body: str, gazetteer: Gazetteer) -> list[UnknownName]:
        return _unknown_names(nlp, body, gazetteer)

    return find


def _load(model: str) -> Any:
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise NoModelError("spaCy is not installed: pip install -r requirements-ner.txt adds it.") from error
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError) as error:  # not there; or there, and made for another version
        installed = ", ".join(spacy.util.get_installed_models()) or "none"
        raise NoModelError(
            f"spaCy cannot load a model {model!r} (installed: {installed}). The models are at https://spacy.io/models: "
            f"python -m spacy download en_core_web_sm installs one; the path of an unpacked one does too. ({error})"
        ) from error
    if not any("doc.ents" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names):
        raise NoModelError(f"The model {model!r} finds no names: it has {', '.join(nlp.pipe_names) or 'no parts'}.")
    return nlp


def _unknown_names(nlp: Any, body: str, gazetteer: Gazetteer) -> list[UnknownName]:
    """People and organisations that no record has, each once, of one word too."""
    sentences = split_sentences(body)
    taken = Taken(list(known_ranges(body, gazetteer)))
    surnames = Taken(gazetteer.short_names.find(fold(body)))
    found: dict[str, UnknownName] = {}
    for start, end in _entities(nlp, body):
        start, end = without_words_before(body, start, end)
        name = body[start:end].removesuffix("'s").removesuffix("’s").strip()
        is_surname = " " not in name and surnames.overlaps(start, end)
        if not name[:1].isupper() or len(name) > LONGEST or is_surname or taken.overlaps(start, end):
            continue
        sentence = sentence_at(sentences, start)
        found.setdefault(fold(name).casefold(), UnknownName(name, sentence.text if sentence else name))
    return list(found.values())


def _entities(nlp: Any, body: str) -> Iterator[tuple[int, int]]:
    """Ranges of the body, read a paragraph at a time: a model refuses texts beyond a million characters."""
    start = 0
    for paragraph in body.split("\n\n"):
        for entity in nlp(paragraph[: nlp.max_length]).ents:
            if entity.label_ in _LABELS:
                yield start + entity.start_char, start + entity.end_char
        start += len(paragraph) + 2
