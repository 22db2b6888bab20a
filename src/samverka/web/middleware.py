"""What surrounds every request: who reaches an example, how long staff stay signed in, the layout, refusals."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from samverka.core import clock
from samverka.core.pages import show
from samverka.core.refusals import Refused
from samverka.journal import queries as journal
from samverka.people.doors import LEFT_AS, person_of
from samverka.web import queries

Answer = Callable[[HttpRequest], HttpResponse]


class LoopbackMiddleware:
    """Lets nobody but this machine reach an example, where anyone can enter as anyone; unless somebody has said so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request, or refuse it."""
        if journal.installation().is_example and not settings.EXAMPLE_PUBLIC and not is_from_here(request):
            return HttpResponseForbidden(
                "This is an example; it answers only on the machine that it runs on.", content_type="text/plain"
            )
        return self.get_response(request)


def is_from_here(request: HttpRequest) -> bool:
    """Whether the request names this machine, comes from it, and has not been passed on by another."""
    host, _port = split_domain_port(request.get_host())
    return (
        host in settings.LOOPBACK
        and request.META.get("REMOTE_ADDR", "") in {"127.0.0.1", "::1", ""}
        and "HTTP_X_FORWARDED_FOR" not in request.META
    )


# In the session: when the person was last seen, in real time, and whether as the host's staff.
SEEN_AT, IS_STAFF = "seen_at", "is_staff"
# So often it is written down that someone of the staff was seen; of others, only when their staff days are looked up.
WRITE_EVERY = timedelta(minutes=1)


class IdleMiddleware:
    """Signs out the host's staff when nothing has happened for 30 minutes; others stay for as long as the browser."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request, or lead to the sign-in."""
        person = person_of(request)
        if person is None:
            return self.get_response(request)
        now, longest = timezone.now(), timedelta(minutes=settings.STAFF_IDLE_MINUTES)
        seen = request.session.get(SEEN_AT)
        idle = now - datetime.fromisoformat(seen) if seen else None
        is_staff = bool(request.session.get(IS_STAFF))
        if idle is None or idle >= longest:
            # Once in such a while it is looked up anew who is staff: people come and go.
            was_staff, is_staff = is_staff, queries.is_staff(person, clock.day(clock.now()))
            if idle is not None and (was_staff or is_staff):
                logout(request)
                if request.method == "POST":
                    # The door itself leads to the sign-in, and keeps what was written for the one who wrote it.
                    setattr(request, LEFT_AS, person.actor_key)
                    return self.get_response(request)
                asked = {"orsak": "vila", "next": request.get_full_path()}
                return redirect(f"{reverse('account_login')}?{urlencode(asked)}")
            self._note(request, now, is_staff=is_staff)
        elif is_staff and idle >= WRITE_EVERY:
            self._note(request, now, is_staff=True)
        return self.get_response(request)

    @staticmethod
    def _note(request: HttpRequest, now: datetime, *, is_staff: bool) -> None:
        request.session[SEEN_AT], request.session[IS_STAFF] = now.isoformat(), is_staff


class SurroundingsMiddleware:
    """Hangs `build_layout` on the request and answers a `Refused` with its reason, status 409."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        request.build_layout = cache(lambda: queries.layout(request))  # type: ignore[attr-defined]  # read by core.pages.show
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into a plain page; anything else is a bug and stays one."""
        if isinstance(exception, Refused):
            return show(request, "core/refused.html", str(exception), status=409)
        return None
