"""The doors every view stands behind: who is asking, at what instant, reading or writing.

`@reads` answers GET and can't change anything. `@writes` answers POST, in one transaction, once per
request key. Both refuse the signed-out unless they say `public=True`.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, cast, overload
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode

from samverka.core import clock
from samverka.core.doors import READS, WRITES, only_reading
from samverka.core.pages import show
from samverka.core.refusals import Refused
from samverka.core.requestkeys import DRAWN_FOR, fresh_key, whose, working_under
from samverka.core.stamps import SOMEONE_WAS_FIRST
from samverka.documents import actions as documents
from samverka.documents import jobs as documents_jobs
from samverka.journal import actions as journal_actions
from samverka.journal import queries as journal
from samverka.mail import actions as mail
from samverka.mail import jobs as mail_jobs
from samverka.people import figures
from samverka.people.models import Account, Person

logger = logging.getLogger(__name__)

# Acts above confirming one's own month ask for a new code when the last proof is older than this.
FRESH_FOR = timedelta(hours=12)
PROVED_AT = "proved_at"
# In the session: what was posted by one who was not signed in any longer, or whose code was too old.
KEPT = "kept_post"
MOST_KEPT = 50_000
# On the request of a person whom idleness has just signed out: who that was.
LEFT_AS = "left_as"
# The greatest number that a key of a row can be; a greater one in an address is nobody's.
GREATEST_KEY = 2**63 - 1


class VisitorRequest(HttpRequest):
    """A request from anyone; `person` is None when nobody is signed in."""

    person: Person | None
    at: datetime


class PersonRequest(HttpRequest):
    """A request from a signed-in person, at the instant `at` of the one clock."""

    person: Person
    at: datetime


PersonView = Callable[..., HttpResponse]
View = Callable[..., HttpResponseBase]


def person_of(request: HttpRequest) -> Person | None:
    """The person behind the signed-in account, if any."""
    account = getattr(request, "user", None)
    return account.person if isinstance(account, Account) and account.is_active else None


def account_of(request: HttpRequest) -> Account:
    """The account behind a signed-in request."""
    return cast("Account", request.user)


def is_freshly_proved(request: HttpRequest) -> bool:
    """Whether a code was given within the last 12 hours of real time."""
    proved = request.session.get(PROVED_AT)
    return proved is not None and timezone.now() - datetime.fromisoformat(proved) < FRESH_FOR


def keep_posted(request: HttpRequest) -> bool:
    """Put what was posted into the session, so that it can be sent after the sign-in; whether anything was kept.

    It is kept for the one who wrote it, and not at all where nothing tells who that was. Files are not kept, nor
    what is too long for a session; where nobody wrote words, one presses once more.
    """
    person = person_of(request)
    by = person.actor_key if person else getattr(request, LEFT_AS, "") or whose(request.POST.get(DRAWN_FOR, ""))
    skipped = {"csrfmiddlewaretoken", "request_key", DRAWN_FOR}
    fields = [(name, value) for name, values in request.POST.lists() if name not in skipped for value in values]
    size = sum(len(name) + len(value) for name, value in fields)
    if not by or size > MOST_KEPT or not figures.sentences(value for _name, value in fields):
        return False
    request.session[KEPT] = {
        "path": request.path,
        "fields": fields,
        "by": by,
        "at": clock.now().isoformat(),
    }
    return True


def _to_sign_in(request: HttpRequest, *, again: bool = False) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "")
    # A referer is a whole address; only its own path is used, so nobody can be sent elsewhere.
    parts = urlsplit(back)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    asked = {"next": path or "/"} | ({"again": "1"} if again else {})
    if request.method == "POST" and keep_posted(request) and not again:
        asked["orsak"] = "skrev"
    prefix = "/en" if request.path.startswith("/en/") else ""
    return redirect(f"{prefix}{settings.LOGIN_URL}?{urlencode(asked)}")


def _not_this_way(request: HttpRequest, *allowed: str) -> HttpResponse:
    """A page that says so: whoever reloads or bookmarks where a form came back with errors meets it."""
    answer = show(request, "core/not_this_way.html", status=405)
    answer["Allow"] = ", ".join(allowed)
    return answer


def _enter(request: HttpRequest, named: Mapping[str, object], *, public: bool) -> HttpResponse | None:
    """Hang person and instant on the request; an answer means that the door stays closed.

    Raises:
        Http404: when a number in the address is greater than any row's.
    """
    if any(isinstance(value, int) and value > GREATEST_KEY for value in named.values()):
        raise Http404
    entering = cast("VisitorRequest", request)
    entering.person = person_of(request)
    entering.at = clock.now()
    if entering.person is None and not public:
        return _to_sign_in(request)
    return None


@overload
def reads(view: PersonView) -> View: ...
@overload
def reads(*, public: bool = False) -> Callable[[PersonView], View]: ...
def reads(view: PersonView | None = None, *, public: bool = False) -> View | Callable[[PersonView], View]:
    """Make a view a reading door: GET only, and no statement but questions."""

    def door(inner: PersonView) -> View:
        @wraps(inner)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return _not_this_way(request, "GET", "HEAD")
            closed = _enter(request, kwargs, public=public)
            if closed is not None:
                return closed
            with only_reading():
                return inner(request, *args, **kwargs)

        answer.door = READS  # type: ignore[attr-defined]  # the mark that tests/house looks for
        answer.public = public  # type: ignore[attr-defined]  # as above
        return answer

    return door(view) if view else door


@overload
def writes(view: PersonView) -> View: ...
@overload
def writes(*, public: bool = False, fresh: bool = False) -> Callable[[PersonView], View]: ...
def writes(
    view: PersonView | None = None, *, public: bool = False, fresh: bool = False
) -> View | Callable[[PersonView], View]:
    """Make a view a writing door: POST only, one transaction, one answer per request key.

    Args:
        view: the view, when the door is used without brackets.
        public: also for those who are not signed in.
        fresh: ask for a new code when the last proof is older than 12 hours.
    """

    def door(inner: PersonView) -> View:
        @wraps(inner)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return _not_this_way(request, "POST")
            closed = _enter(request, kwargs, public=public)
            if closed is not None:
                return closed
            if fresh and not is_freshly_proved(request):
                return _to_sign_in(request, again=True)
            return _answer_once(request, inner, args, kwargs)

        answer.door = WRITES  # type: ignore[attr-defined]  # the mark that tests/house looks for
        answer.public = public  # type: ignore[attr-defined]  # as above
        return answer

    return door(view) if view else door


@contextmanager
def posting() -> Iterator[None]:
    """One transaction; letters written and files asked for in it are seen to as soon as it is through."""
    with transaction.atomic(), mail.noticing_letters() as letters, documents.noticing_renderings() as renderings:
        yield
        if transaction.get_rollback():
            return
        if letters:
            mail_jobs.deliver.enqueue(outside=not journal.installation().is_example)
        for rendering_id in renderings:
            documents_jobs.render.enqueue(rendering_id)


def _key_of(request: HttpRequest) -> str:
    """The form's key together with what was posted, and where.

    The same press twice gives the same key, hence the first answer. A page brought back by the back button holds
    its old key, but what is posted from it after a change is another request, and must not be lost.
    """
    form_key = request.POST.get("request_key", "") or fresh_key()
    posted = hashlib.sha256(f"{form_key}\n{request.path}".encode())
    for name in sorted(request.POST):
        if name not in {"request_key", "csrfmiddlewaretoken"}:
            posted.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            posted.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                posted.update(chunk)
            file.seek(0)
    return posted.hexdigest()


def _answer_once(request: HttpRequest, view: PersonView, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponse:
    key = _key_of(request)
    entering = cast("VisitorRequest", request)
    actor_key = entering.person.actor_key if entering.person else "anonymous"
    try:
        with posting(), working_under(key):
            earlier = journal.answered(key, actor_key)
            if earlier:
                return HttpResponseRedirect(earlier.answer or request.path)
            taken = journal_actions.take_request_key(key=key, actor_key=actor_key, at=entering.at)
            response = view(request, *args, **kwargs)
            if not isinstance(response, HttpResponseRedirect):
                # A form that came back with errors has done nothing, so the same key may be used again.
                transaction.set_rollback(True)
                return response
            journal_actions.note_answer(taken, answer=response.url)
            if request.session.get(KEPT, {}).get("path") == request.path:
                del request.session[KEPT]
            return response
    except IntegrityError as fault:
        # Two presses at the same instant: the other one got the key first and has answered by now.
        earlier = journal.answered(key, actor_key)
        if earlier:
            return HttpResponseRedirect(earlier.answer or request.path)
        if "unique" not in str(fault).casefold():
            raise
        # Two people at the same instant did what can be done once; the rules had let both through.
        logger.warning("at once at %s: %s", request.path, fault)
        raise Refused(SOMEONE_WAS_FIRST) from fault
