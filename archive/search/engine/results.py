"""From stored values to Haystack's search results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError
from haystack.utils.app_loading import haystack_get_model

from archive.search.engine.highlighting import highlighted
from archive.search.engine.spotting import Wanted

Stored = Mapping[str, str]


def results_of(page: Sequence[tuple[Stored, float]], result_class: type) -> list[Any]:
    """A result for each document with its score. Raises SearchBackendError for an object of a model that is gone."""
    return [_result(stored, score, result_class) for stored, score in page]


def _result(stored: Stored, score: float, result_class: type) -> Any:
    app_label, model_name = stored[DJANGO_CT].split(".")
    if haystack_get_model(app_label, model_name) is None:
        raise SearchBackendError(f"The index holds objects of a model that is gone: {stored[DJANGO_CT]}.")
    return result_class(app_label, model_name, stored[DJANGO_ID], score, id=stored[ID])


def highlight(results: Sequence[Any], unified_index: Any, field: str, wanted: Wanted) -> None:
    """Give each result what Haystack calls `highlighted`: `{field: [passage]}`, safe HTML; its text comes from the
    database, in one query for each model.
    """
    for model in {result.model for result in results}:
        index = unified_index.get_index(model)
        of_model = [result for result in results if result.model is model]
        objects = index.read_queryset().in_bulk([model._meta.pk.to_python(result.pk) for result in of_model])
        for result in of_model:
            found = objects.get(model._meta.pk.to_python(result.pk))
            text = index.fields[field].prepare(found) if found else ""
            passages: list[SafeString] = [highlighted(text, wanted, getattr(found, "language", ""))] if text else []
            result.highlighted = {field: passages}
