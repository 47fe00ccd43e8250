"""How often one may try to log in: what django-axes counts, and by which address it knows a visitor."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessLog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

KNOWN_FOR = timedelta(days=90)
# Beyond AXES_FAILURE_LIMIT: so many more failures may come from an address with several names, or for a name from
# several addresses, before either has to wait.
SPARE = 25

ONE_NAME_HERE = ["username", "ip_address"]


class LoginHandler(AxesDatabaseHandler):
    """Counts a name at an address, and with some to spare an address alone and a name alone.

    The last two do not hold for somebody who has logged in from this address before: guessing from elsewhere cannot
    keep them out.
    """

    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        here, *wider = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(here, *(number - SPARE for number in wider), 0)

    def clean_expired_user_attempts(self, request: HttpRequest | None = None, credentials: dict | None = None) -> int:
        AccessLog.objects.filter(attempt_time__lt=timezone.now() - KNOWN_FOR).delete()
        return super().clean_expired_user_attempts(request, credentials)


def counted_together(request: HttpRequest, credentials: dict | None = None) -> list[str | list[str]]:
    """Which failures are added up, in the words of AXES_LOCKOUT_PARAMETERS; a name at an address comes first."""
    known = AccessLog.objects.filter(
        username=get_client_username(request, credentials),
        ip_address=request.axes_ip_address,
        attempt_time__gte=timezone.now() - KNOWN_FOR,
    )
    return [ONE_NAME_HERE] if known.exists() else [ONE_NAME_HERE, "ip_address", "username"]


def client_address(request: HttpRequest) -> str | None:
    """The address of the visitor, for IPv6 the network of its /64, of which a visitor has all; None where unknown.

    Each proxy adds the address it was asked from at the end of X-Forwarded-For. Only what the `PROXIES` nearest ones
    added is believed, whatever stands before it; a header too short to come from all of them is not read at all.
    """
    asked_from = request.META.get("REMOTE_ADDR", "")
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXIES <= len(said):
        return _counted(said[-settings.PROXIES]) or _counted(asked_from)
    return _counted(asked_from)


def _counted(written: str) -> str | None:
    address = _parsed(written.strip())
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or IPv6Network((address, 64), strict=False).network_address
    return str(address) if address else None


def _parsed(written: str) -> IPv4Address | IPv6Address | None:
    """`192.0.2.1`, `2001:db8::1`, and either with a port as some proxies write it: `[2001:db8::1]:443`."""
    host, _, port = written.rpartition(":")
    for candidate in (written, host if port.isdecimal() else ""):
        try:
            return ip_address(candidate.strip("[]"))
        except ValueError:
            continue
    return None


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """The page for those who have to wait."""
    wait = settings.AXES_COOLOFF_TIME
    page = render(request, "429.html", {"minutes": int(wait.total_seconds() // 60)}, status=429)
    page["Retry-After"] = str(int(wait.total_seconds()))
    return page
