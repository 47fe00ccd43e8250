"""A curator who is logged in, and the filling in of forms as a browser does it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.search.conftest import index_dir

__all__ = ["index_dir"]


@pytest.fixture
def curator(client: Client, db: None) -> Client:
    client.force_login(get_user_model().objects.create_superuser("curator", password="a long password"))
    return client


def change_address(record: Model) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_change", args=[record.pk])


def filled_in(response: HttpResponse) -> dict[str, Any]:
    """What a browser would send back from the form of `response` if nothing in it was touched."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent = {}
    for form in forms:
        for field in form:
            value = field.value()
            if not field.field.disabled and value is not False:
                sent[field.html_name] = "" if value is None else str(value)
    return sent | {name: response.context[name] for name in ("seen",) if name in response.context}


Save = Callable[..., HttpResponse]


@pytest.fixture
def save(curator: Client) -> Save:
    """Open the form of a record, change what is named (None takes a value out), send it, and answer what came back."""

    def save(record: Model, **changes: Any) -> HttpResponse:
        address = change_address(record)
        sent = filled_in(curator.get(address)) | changes
        return curator.post(address, {name: value for name, value in sent.items() if value is not None})

    return save
