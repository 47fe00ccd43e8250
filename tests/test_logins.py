"""How often one may try to log in, from where, and whom forged headers fool: nobody."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone

from archive.logins import KNOWN_FOR, SPARE, client_address

PASSWORD = "correct horse battery"
HERE, THERE = "192.0.2.1", "198.51.100.7"
LIMIT = settings.AXES_FAILURE_LIMIT
WRONG = "not the password"


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_superuser("owner", password=PASSWORD)


def attempt(password: str = WRONG, name: str = "owner", address: str = HERE, **headers: str) -> HttpResponse:
    sent = {"username": name, "password": password, "next": reverse("admin:index")}
    return Client().post(reverse("admin:login"), sent, REMOTE_ADDR=address, headers=headers)


def let_in(response: HttpResponse) -> bool:
    return response.status_code == 302


def let_time_pass(minutes: int) -> None:
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(
            attempt_time=attempt.attempt_time - timedelta(minutes=minutes)
        )


def test_right_password_lets_in(owner: User) -> None:
    assert let_in(attempt(PASSWORD))


def test_name_has_to_wait_at_an_address_after_too_many_failures(owner: User) -> None:
    assert [attempt().status_code for _ in range(LIMIT)] == [200] * (LIMIT - 1) + [429]
    refused = attempt(PASSWORD)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "Wait 15 minutes" in refused.content.decode()
    assert let_in(attempt(PASSWORD, address=THERE))


def test_waiting_ends_although_somebody_goes_on_trying(owner: User) -> None:
    for _ in range(LIMIT):
        attempt()
    let_time_pass(10)
    attempt()
    let_time_pass(6)
    assert let_in(attempt(PASSWORD))


def test_failures_are_forgotten_once_somebody_is_let_in(owner: User) -> None:
    for _ in range(LIMIT - 1):
        attempt()
    assert let_in(attempt(PASSWORD))
    assert attempt().status_code == 200


def test_failures_of_one_browser_after_another_are_added_up(owner: User) -> None:
    statuses = [attempt(user_agent=f"Browser {n}").status_code for n in range(LIMIT)]
    assert statuses[-1] == 429


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "CF-Connecting-IP"])
def test_forged_address_does_not_help(owner: User, header: str) -> None:
    statuses = [attempt(**{header: f"203.0.113.{n}"}).status_code for n in range(LIMIT)]
    assert statuses[-1] == 429
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {HERE}


@override_settings(PROXIES=1)
def test_forged_address_does_not_help_behind_a_proxy(owner: User) -> None:
    statuses = [attempt(**{"X-Forwarded-For": f"203.0.113.{n}, {THERE}"}).status_code for n in range(LIMIT)]
    assert statuses[-1] == 429
    assert let_in(attempt(PASSWORD, **{"X-Forwarded-For": "203.0.113.9"}))


def test_name_is_not_guessed_from_ever_other_addresses(owner: User) -> None:
    for n in range(LIMIT + SPARE):
        last = attempt(address=f"203.0.113.{n}")
    assert last.status_code == 429
    assert attempt(PASSWORD, address=THERE).status_code == 429
    assert let_in(attempt(PASSWORD, name=User.objects.create_superuser("other", password=PASSWORD).username))


def test_guessing_from_elsewhere_does_not_keep_out_who_was_here_before(owner: User) -> None:
    assert let_in(attempt(PASSWORD))
    for n in range(LIMIT + SPARE):
        attempt(address=f"203.0.113.{n}")
    assert let_in(attempt(PASSWORD))
    AccessLog.objects.update(attempt_time=timezone.now() - KNOWN_FOR - timedelta(days=1))
    assert not let_in(attempt(PASSWORD))


def test_one_address_does_not_try_one_name_after_another(owner: User) -> None:
    for n in range(LIMIT + SPARE):
        last = attempt(name=f"name-{n}")
    assert last.status_code == 429
    assert attempt(name="yet-another").status_code == 429


def test_expired_attempts_and_log_ins_are_cleaned(owner: User) -> None:
    attempt(name="somebody")
    AccessLog.objects.create(username="somebody", ip_address=THERE)
    let_time_pass(16)
    AccessLog.objects.update(attempt_time=timezone.now() - KNOWN_FOR - timedelta(days=1))
    attempt(PASSWORD)
    assert not AccessAttempt.objects.exists()
    assert AccessLog.objects.get().username == "owner"


def test_password_is_not_kept_with_a_failure(owner: User) -> None:
    attempt("my secret words")
    kept = AccessAttempt.objects.get()
    assert "my secret words" not in f"{kept.get_data} {kept.post_data}"


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "203.0.113.1", HERE),
        (1, None, HERE),
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "6.6.6.6, 203.0.113.1", "203.0.113.1"),
        (2, "6.6.6.6, 203.0.113.1, 10.0.0.2", "203.0.113.1"),
        (2, "203.0.113.1", HERE),  # not from both proxies
        (1, "nonsense", HERE),
        (1, "6.6.6.6, ", HERE),
        (1, "203.0.113.1:4711", "203.0.113.1"),
        (1, "[2001:db8::1:2:3:4]:443", "2001:db8::"),
        (1, "2001:db8::1:2:3:4", "2001:db8::"),
        (1, "::ffff:203.0.113.1", "203.0.113.1"),
    ],
)
def test_address_is_what_the_nearest_proxies_say(
    rf: RequestFactory, proxies: int, header: str | None, expected: str
) -> None:
    headers = {} if header is None else {"X-Forwarded-For": header}
    with override_settings(PROXIES=proxies):
        assert client_address(rf.get("/", REMOTE_ADDR=HERE, headers=headers)) == expected


def test_address_may_be_unknown(rf: RequestFactory) -> None:
    assert client_address(rf.get("/", REMOTE_ADDR="")) is None


def test_reader_costs_no_query_for_sessions_or_log_ins(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("about"))
    assert response.status_code == 200
    assert not [each["sql"] for each in queries if "session" in each["sql"] or "axes" in each["sql"]]
    assert not response.cookies


def test_session_ends_with_the_day_and_is_for_the_server_alone(owner: User) -> None:
    cookie = attempt(PASSWORD).cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 43200)
    assert Session.objects.get().expire_date < timezone.now() + timedelta(hours=13)


def test_logged_out_is_said_in_plain_words(owner: User) -> None:
    client = Client()
    client.force_login(owner)
    assert "You are logged out." in client.post(reverse("admin:logout")).content.decode()
    assert client.get(reverse("admin:index")).status_code == 302
