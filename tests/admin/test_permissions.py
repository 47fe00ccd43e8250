"""Who may open and send what: every address and action of the curators' site, and every other that changes something.

An address or an action that the tables do not know fails the test: decide who may use it, and say so here.
"""

from collections.abc import Iterator

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django_tasks_db.models import DBTaskResult

from archive.models import (
    Accession,
    Correction,
    Duplicate,
    ErrorReport,
    EventSeries,
    IngestRun,
    Likeness,
    Merge,
    PersonAlias,
    PinnedPassage,
    Suggestion,
    Topic,
    Upload,
)
from archive.roles import Role
from archive.tasks import update_index
from tests.admin import rows

pytestmark = pytest.mark.django_db

ANYBODY, STAFF, SUPERUSER, NOBODY = "anybody", "staff without a role", "superuser", "nobody"
VIEWER, CURATOR, EDITOR, ADMINISTRATOR = Role.values
LEVELS = [ANYBODY, STAFF, VIEWER, CURATOR, EDITOR, ADMINISTRATOR, SUPERUSER]

# From which role on the records are seen, added, changed and deleted.
RECORDS = {
    "archive_article": (VIEWER, NOBODY, CURATOR, EDITOR),
    "archive_person": (VIEWER, CURATOR, CURATOR, EDITOR),
    "archive_event": (VIEWER, CURATOR, CURATOR, EDITOR),
    "archive_eventseries": (VIEWER, CURATOR, CURATOR, EDITOR),
    "archive_source": (VIEWER, CURATOR, CURATOR, EDITOR),
    "archive_topic": (VIEWER, CURATOR, CURATOR, EDITOR),
    "archive_pinnedpassage": (VIEWER, CURATOR, CURATOR, CURATOR),
    "archive_correction": (VIEWER, CURATOR, CURATOR, EDITOR),
    "archive_errorreport": (CURATOR, NOBODY, CURATOR, EDITOR),
    "archive_authorship": (VIEWER, NOBODY, CURATOR, NOBODY),
    "archive_appearance": (VIEWER, NOBODY, CURATOR, NOBODY),
    "archive_coverage": (VIEWER, NOBODY, CURATOR, NOBODY),
    "archive_duplicate": (VIEWER, NOBODY, CURATOR, NOBODY),
    "archive_likeness": (VIEWER, NOBODY, CURATOR, NOBODY),
    "archive_merge": (EDITOR, NOBODY, NOBODY, NOBODY),
    "archive_accession": (VIEWER, NOBODY, NOBODY, NOBODY),
    "archive_ingestrun": (VIEWER, NOBODY, NOBODY, NOBODY),
    "archive_upload": (VIEWER, CURATOR, NOBODY, NOBODY),
    "archive_suggestion": (VIEWER, NOBODY, NOBODY, NOBODY),
    "auth_user": (ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR, SUPERUSER),
    "auth_group": (ADMINISTRATOR, SUPERUSER, SUPERUSER, SUPERUSER),
    "axes_accessattempt": (ADMINISTRATOR, NOBODY, SUPERUSER, ADMINISTRATOR),
    "axes_accessfailurelog": (SUPERUSER, NOBODY, SUPERUSER, SUPERUSER),
    "django_tasks_database_dbtaskresult": (SUPERUSER, NOBODY, NOBODY, NOBODY),
    "axes_accesslog": (ADMINISTRATOR, NOBODY, SUPERUSER, SUPERUSER),
}
# All other addresses of the site: from which role on they are opened.
OTHERS = {
    "index": STAFF,
    "login": ANYBODY,
    "password_change": STAFF,
    "password_change_done": STAFF,
    "autocomplete": VIEWER,
    "jsi18n": STAFF,
    "view_on_site": STAFF,
    "app_list": VIEWER,
    "archive_article_blocks": CURATOR,
    "archive_article_date": CURATOR,
    "archive_article_paragraph": CURATOR,
    "archive_article_withdraw": EDITOR,
    "archive_person_merge": EDITOR,
    "archive_event_merge": EDITOR,
    "archive_source_merge": EDITOR,
    "archive_person_split": EDITOR,
    "archive_event_split": EDITOR,
    "archive_source_split": EDITOR,
    "archive_merge_undo": EDITOR,
    "archive_ingestrun_undo": EDITOR,
    "archive_article_import": EDITOR,
    "archive_person_import": EDITOR,
    "archive_event_import": EDITOR,
    "archive_source_import": EDITOR,
    "auth_user_password_change": ADMINISTRATOR,
    "logout": ANYBODY,
}
# Records of which changes can be set back, each from the role on that may make them; `test_history` tries it.
SET_BACK = {
    "archive_article", "archive_person", "archive_event", "archive_eventseries", "archive_source", "archive_topic",
    "archive_pinnedpassage", "archive_correction", "archive_authorship", "archive_appearance", "archive_coverage",
    "archive_duplicate", "archive_likeness",
}  # fmt: skip
# Actions on the ticked rows of a list, but for deletion, which is open to those who may delete one record.
EXPORTS = {"export_csv": CURATOR, "export_xlsx": CURATOR}
ACTIONS = {
    "archive_article": {"mark_reviewed": CURATOR, "mark_not_reviewed": CURATOR} | EXPORTS,
    "archive_person": EXPORTS,
    "archive_event": EXPORTS,
    "archive_source": EXPORTS,
    "archive_authorship": {"confirm": CURATOR, "reject": CURATOR},
    "archive_appearance": {"confirm": CURATOR, "reject": CURATOR},
    "archive_coverage": {"confirm": CURATOR, "reject": CURATOR},
    "archive_duplicate": {"confirm": CURATOR, "reject": CURATOR},
    "archive_likeness": {"set_aside": CURATOR, "take_up": CURATOR},
    "axes_accessattempt": {"cleanup_expired_attempts": ADMINISTRATOR},
}
# Addresses outside of the site that take more than a reader's request.
CHANGING = {
    "pin-create": CURATOR, "report-create": ANYBODY, "set-language": ANYBODY, "trash": EDITOR,
    "review-one": CURATOR, "review-many": CURATOR, "review-undo": CURATOR,
}  # fmt: skip
# Addresses outside of the site that are not opened by everybody.
NOT_FOR_READERS = {
    "pin-create": CURATOR, "trash": EDITOR,
    "review": VIEWER, "review-article": VIEWER, "review-name": VIEWER, "review-one": VIEWER,
}  # fmt: skip


def may(level: str, needed: str) -> bool:
    return needed != NOBODY and LEVELS.index(level) >= LEVELS.index(needed)


def account(level: str) -> User:
    if level == SUPERUSER:
        return User.objects.create_superuser("somebody", password="a long password")
    user = User.objects.create_user("somebody", password="a long password", is_staff=True)
    if level != STAFF:
        user.groups.add(Group.objects.get(name=level))
    return user


def client_of(level: str) -> Client:
    client = Client()
    if level != ANYBODY:
        client.force_login(account(level))
    return client


def is_open(response: HttpResponse) -> bool:
    """Whether somebody was let in: not refused, and not led to the log-in."""
    is_refused = response.status_code == 403
    return not is_refused and not response.headers.get("Location", "").startswith(reverse("admin:login"))


def patterns(resolver: URLResolver, is_of_site: bool = False) -> Iterator[tuple[URLPattern, bool]]:
    """Every address, and whether it is one of the curators' site."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, is_of_site or each.namespace == "admin")
        else:
            yield each, is_of_site


NAMES_OF_SITE = {each.name for each, is_of_site in patterns(get_resolver()) if is_of_site and each.name}
PATTERNS_FOR_READERS = [each for each, is_of_site in patterns(get_resolver()) if not is_of_site]


def kind_of(model: type[Model]) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}"


@pytest.fixture
def one_of_each(db: None) -> dict[str, Model]:
    """A record of every kind that has a list, by the name of its addresses."""
    article, person, event = rows.article(source=rows.source()), rows.person(), rows.event()
    run = IngestRun.objects.create()
    topic = Topic.objects.create(slug="syria", name="Syria")
    tried = {"username": "somebody", "ip_address": "192.0.2.1", "user_agent": "x"}
    made = [
        article,
        person,
        event,
        rows.appearance(article, person),
        rows.coverage(article, event),
        rows.authorship(article, person=person),
        article.source,
        EventSeries.objects.first() or EventSeries.objects.create(slug="g20", name="G20"),
        topic,
        run,
        Upload.objects.create(names=["a.txt"], size=1),
        PinnedPassage.objects.create(event=event, topic=topic, article=article, paragraph="1", quotation="The two"),
        Correction.objects.create(article=article, text="Corrected."),
        ErrorReport.objects.create(article=article, message="Wrong."),
        Duplicate.objects.create(first=article, second=rows.article("Another"), similarity=0.9),
        Likeness.objects.create(kind="person", first_id=0, second_id=1, is_distinct=True, words="Ivanov"),
        Merge.objects.create(kind="person", merged_id=0, survivor_id=person.pk, state="done"),
        Accession.objects.create(run=run, article=article, path="a.txt", outcome="created"),
        Suggestion.objects.create(name="Unknown Name", article_count=2),
        DBTaskResult.objects.get(pk=update_index.enqueue().id),
        User.objects.create_user("another"),
        Group.objects.create(name="translators"),
        AccessAttempt.objects.create(**tried, failures_since_start=1),
        AccessLog.objects.create(**tried),
        AccessFailureLog.objects.create(**tried),
    ]
    return {kind_of(type(record)): record for record in made}


def addresses_of(kind: str, record: Model) -> dict[str, str]:
    whole_kind = {each: reverse(f"admin:{kind}_{each}") for each in ("changelist", "add")}
    return whole_kind | {
        each: reverse(f"admin:{kind}_{each}", args=[record.pk]) for each in ("change", "delete", "history")
    }


def test_every_address_of_the_site_is_in_the_tables() -> None:
    five = ("changelist", "add", "history", "delete", "change")
    known = {f"{kind}_{each}" for kind in RECORDS for each in five} | {f"{kind}_revert" for kind in SET_BACK}
    assert known | OTHERS.keys() == NAMES_OF_SITE


def test_every_action_is_in_the_tables(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = account(SUPERUSER)
    offered = {
        kind_of(model): actions
        for model, site in admin.site._registry.items()
        if (actions := site.get_actions(request).keys() - {"delete_selected"})
    }
    assert offered == {kind: actions.keys() for kind, actions in ACTIONS.items()}


@pytest.mark.parametrize("level", LEVELS)
def test_lists_and_forms_are_open_to_whom_the_table_says(level: str, one_of_each: dict[str, Model]) -> None:
    client = client_of(level)
    wrong = []
    for kind, (view, add, change, delete) in RECORDS.items():
        addresses = addresses_of(kind, one_of_each[kind])
        for method, name, needed in [
            ("get", "changelist", view),
            ("get", "change", view),
            ("get", "history", view),
            ("get", "add", add),
            ("post", "add", add),
            ("post", "change", change),
            ("get", "delete", delete),
            ("post", "delete", delete),
        ]:
            if is_open(getattr(client, method)(addresses[name])) != may(level, needed):
                wrong.append(f"{method} {kind} {name}: should be open from {needed} on")
    assert wrong == []


@pytest.mark.parametrize("level", LEVELS)
def test_other_addresses_are_open_to_whom_the_table_says(level: str, one_of_each: dict[str, Model]) -> None:
    article = one_of_each["archive_article"]
    asked = {
        "autocomplete": ([], {"app_label": "archive", "model_name": "appearance", "field_name": "person", "term": "p"}),
        "app_list": (["archive"], {}),
        "view_on_site": ([ContentType.objects.get_for_model(article).pk, article.pk], {}),
        "archive_article_blocks": ([article.pk], {}),
        "archive_article_paragraph": ([article.pk, "1"], {}),
        "archive_article_withdraw": ([article.pk], {}),
        **{
            f"archive_{kind}_{does}": ([one_of_each[f"archive_{kind}"].pk], {})
            for kind in ("person", "event", "source")
            for does in ("merge", "split")
        },
        "archive_merge_undo": ([one_of_each["archive_merge"].pk], {}),
        "archive_ingestrun_undo": ([one_of_each["archive_ingestrun"].pk], {}),
        "auth_user_password_change": ([one_of_each["auth_user"].pk], {}),
    }
    client = client_of(level)
    wrong = []
    for name, needed in OTHERS.items():
        args, query = asked.get(name, ([], {}))
        address = reverse(f"admin:{name}", args=args)
        responses = [client.post(address)] if name == "logout" else [client.get(address, query)]
        if name in ("archive_article_blocks", "archive_article_withdraw", "auth_user_password_change"):
            responses.append(client.post(address))
        opened = [is_open(response) and response.status_code != 404 for response in responses]
        if set(opened) != {may(level, needed)}:
            wrong.append(f"{name}: should be open from {needed} on, but is {opened}")
    assert wrong == []


@pytest.mark.parametrize("level", LEVELS)
def test_actions_are_offered_to_whom_the_table_says(level: str, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = account(level) if level != ANYBODY else AnonymousUser()
    for model, site in admin.site._registry.items():
        kind = kind_of(model)
        offered = site.get_actions(request).keys() if site.has_view_permission(request) else set()
        expected = {name for name, needed in ACTIONS.get(kind, {}).items() if may(level, needed)}
        if may(level, RECORDS[kind][3]):
            expected.add("delete_selected")
        assert (kind, set(offered)) == (kind, expected)


@pytest.mark.parametrize(("level", "judgement"), [(VIEWER, "proposed"), (CURATOR, "confirmed")])
def test_action_sent_without_being_offered_does_nothing(level: str, judgement: str) -> None:
    link = rows.appearance(rows.article(), rows.person())
    sent = {"action": "confirm", "_selected_action": link.pk, "index": 0}
    client_of(level).post(reverse("admin:archive_appearance_changelist"), sent)
    link.refresh_from_db()
    assert link.judgement == judgement


@pytest.mark.parametrize("level", LEVELS)
def test_addresses_for_readers_change_something_only_where_the_table_says(level: str) -> None:
    article = rows.article()
    link = rows.appearance(article, rows.person())
    client = client_of(level)
    filled = {
        "kind": "appearance",
        "pk": link.pk,
        "slug": article.slug,
        "sha256": "0",
        "section": "articles",
        "facet": "person",
        "year": 2018,
        "month": "07",
    }
    for pattern in PATTERNS_FOR_READERS:
        values = {name: filled[name] for name in pattern.pattern.regex.groupindex}
        response = client.post(reverse(pattern.name, kwargs=values), {})
        if pattern.name in CHANGING:
            assert (pattern.name, is_open(response)) == (pattern.name, may(level, CHANGING[pattern.name]))
        else:
            assert (pattern.name, response.status_code) == (pattern.name, 405)


@pytest.mark.parametrize("level", LEVELS)
def test_pages_that_are_not_for_readers_are_opened_by_whom_the_table_says(level: str) -> None:
    link = rows.appearance(rows.article(), rows.person())
    filled = {"slug": link.article.slug, "kind": "appearance", "pk": link.pk}
    client = client_of(level)
    for pattern in PATTERNS_FOR_READERS:
        if pattern.name in NOT_FOR_READERS:
            address = reverse(pattern.name, kwargs={name: filled[name] for name in pattern.pattern.regex.groupindex})
            response = client.get(address, {"of": link.person_id})
            assert (pattern.name, is_open(response)) == (pattern.name, may(level, NOT_FOR_READERS[pattern.name]))


def test_viewer_looks_at_the_queue_and_is_offered_nothing_to_do() -> None:
    link = rows.appearance(rows.article(), rows.person())
    page = client_of(VIEWER).get(reverse("review-article", args=[link.article_id])).content.decode()
    assert "Mr. <mark>Putin</mark> arrived late." in page
    assert 'name="decision"' not in page
    assert "review-undo" not in page


def test_who_may_judge_but_not_name_records_bars_no_name() -> None:
    person = rows.person()
    alias = PersonAlias.objects.create(person=person, text="Putin", kind="short")
    link = rows.appearance(rows.article(), person)
    user = account(CURATOR)
    user.groups.clear()
    held = Group.objects.get(name=CURATOR).permissions.exclude(codename__endswith="alias")
    user.user_permissions.set(held)
    client = Client()
    client.force_login(user)
    address = reverse("review-one", args=["appearance", link.pk])
    response = client.post(address, {"decision": "reject", "never": "Putin"})
    assert response.context["form"].errors["never"] == ["You may not change the names of records."]
    alias.refresh_from_db()
    assert not alias.is_blocked
