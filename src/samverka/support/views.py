"""Pages of process support, questions and method resources."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import for_all
from samverka.core.pages import show as draw
from samverka.core.words import whole_number
from samverka.documents import exports as document_exports
from samverka.networks import queries as networks
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes
from samverka.support import actions, queries
from samverka.support.forms import AnswerForm, ContactForm, DescribeForm, QuestionForm, RequestForm, VersionForm
from samverka.teams import queries as teams


def _standing(request: PersonRequest, network: str) -> teams.Standing:
    return teams.standing(request.person, network, clock.day(request.at))


@reads
def overview(request: PersonRequest, network: str) -> HttpResponse:
    """All seats for the host; one's own for a team member."""
    stands = _standing(request, network)
    if not stands.is_host:
        return redirect("support:seat", network=network, participation=stands.seats[0].participation_id)
    page = queries.overview_page(stands.network, request.at, sorted_by=request.GET.get("sortera", ""))
    return draw(request, "support/overview.html", page)


@reads
def overview_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The overview as a file."""
    hosted = networks.hosted_network(request.person, network, clock.day(request.at))
    return csv_download(queries.overview_table(hosted, request.at))


@reads
def seat(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """One municipality's support."""
    found, stands = teams.one_seat(request.person, network, participation, clock.day(request.at))
    return draw(request, "support/seat.html", queries.seat_page(found, stands, request.at))


@reads
def log_page(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Log a contact."""
    day = clock.day(request.at)
    found = queries.one_supported(request.person, network, participation, day)
    return draw(request, "support/log.html", found, form=ContactForm(initial={"day": day, "is_shared": True}))


@writes
def log(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Save the contact."""
    found = queries.one_supported(request.person, network, participation, clock.day(request.at))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return draw(request, "support/log.html", found, status=422, form=form)
    actions.log_contact(participation=found, by=request.person, at=request.at, **form.values)
    return redirect("support:seat", network=network, participation=participation)


@writes
def mark_done(request: PersonRequest, network: str, participation: int, step: int) -> HttpResponse:
    """What was agreed is done."""
    found = queries.one_step(request.person, network, participation, step, clock.day(request.at))
    actions.mark_step_done(step=found, by=request.person, at=request.at)
    return redirect("support:seat", network=network, participation=participation)


@reads
def questions(request: PersonRequest, network: str) -> HttpResponse:
    """What has been asked, or what a search finds."""
    page = queries.questions_page(
        _standing(request, network).network,
        text=request.GET.get("q", "")[:200],
        sorted_by=request.GET.get("sortera", ""),
    )
    return draw(request, "support/questions.html", page)


@reads
def questions_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The questions as a file."""
    return csv_download(queries.questions_table(_standing(request, network).network))


@reads
def ask_page(request: PersonRequest, network: str) -> HttpResponse:
    """Ask the network."""
    return draw(request, "support/ask.html", _standing(request, network).network, form=QuestionForm())


@writes
def ask(request: PersonRequest, network: str) -> HttpResponse:
    """Put the question."""
    stands = _standing(request, network)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return draw(request, "support/ask.html", stands.network, status=422, form=form)
    asked = actions.ask_question(network=stands.network, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("support:question", network=network, question=asked.pk)


@reads
def question(request: PersonRequest, network: str, question: int) -> HttpResponse:
    """A question and its answers."""
    found, stands = queries.one_question(request.person, network, question, clock.day(request.at))
    return draw(request, "support/question.html", queries.question_page(found, stands), form=AnswerForm())


@writes
def answer(request: PersonRequest, network: str, question: int) -> HttpResponse:
    """Answer it."""
    found, stands = queries.one_question(request.person, network, question, clock.day(request.at))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        page = queries.question_page(found, stands)
        return draw(request, "support/question.html", page, status=422, form=form)
    actions.answer_question(question=found, text=form.cleaned_data["text"], by=request.person, at=request.at)
    return redirect("support:question", network=network, question=question)


@reads
def resources(request: PersonRequest, network: str) -> HttpResponse:
    """The network's method resources, also those on their way."""
    page = queries.resources_page(
        _standing(request, network).network,
        text=request.GET.get("q", "")[:200],
        sorted_by=request.GET.get("sortera", ""),
    )
    return draw(request, "support/resources.html", page)


@reads
def resources_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The resources as a file."""
    return csv_download(queries.resources_table(_standing(request, network).network))


@reads
def request_page(request: PersonRequest, network: str) -> HttpResponse:
    """Ask for a resource, maybe from a question."""
    stands = _standing(request, network)
    asked = whole_number(request.GET.get("fraga", ""))
    initial = {}
    if asked is not None:
        found, _stands = queries.one_question(request.person, network, asked, clock.day(request.at))
        initial = {"title": found.title, "about": found.text}
    return draw(
        request, "support/request.html", stands.network, form=RequestForm(initial=initial), question=asked or ""
    )


@writes
def request_resource(request: PersonRequest, network: str) -> HttpResponse:
    """Send the request."""
    stands = _standing(request, network)
    form = RequestForm(request.POST)
    asked = whole_number(request.POST.get("fraga", ""))
    if not form.is_valid():
        return draw(request, "support/request.html", stands.network, status=422, form=form, question=asked or "")
    made = actions.request_resource(
        network=stands.network,
        organisation=queries.own_organisation(stands),
        question=queries.one_question(request.person, network, asked, clock.day(request.at))[0] if asked else None,
        by=request.person,
        at=request.at,
        **form.cleaned_data,
    )
    return redirect("support:resource", network=network, resource=made.pk)


@reads
def resource(request: PersonRequest, network: str, resource: int) -> HttpResponse:
    """One resource."""
    stands = _standing(request, network)
    found = queries.one_resource(stands, resource)
    form = DescribeForm(initial={"title": found.title, "about": found.about, "licence": found.licence})
    page = queries.resource_page(found, stands)
    return draw(request, "support/resource.html", page, form=form, adding=VersionForm())


@reads
def file(request: PersonRequest, network: str, resource: int, number: int) -> HttpResponse:
    """The file of a version."""
    found = queries.one_resource(_standing(request, network), resource)
    return document_exports.download(queries.one_version(found, number))


@writes
def describe(request: PersonRequest, network: str, resource: int) -> HttpResponse:
    """What it is, and its licence."""
    stands = _standing(request, network)
    found = queries.one_kept(stands, resource)
    form = DescribeForm(request.POST)
    if not form.is_valid():
        page = queries.resource_page(found, stands)
        return draw(request, "support/resource.html", page, status=422, form=form, adding=VersionForm())
    actions.describe_resource(resource=found, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("support:resource", network=network, resource=resource)


@writes
def add_version(request: PersonRequest, network: str, resource: int) -> HttpResponse:
    """A new version."""
    stands = _standing(request, network)
    found = queries.one_kept(stands, resource)
    form = VersionForm(request.POST, request.FILES)
    if not form.is_valid():
        described = DescribeForm(initial={"title": found.title, "about": found.about, "licence": found.licence})
        page = queries.resource_page(found, stands)
        return draw(request, "support/resource.html", page, status=422, form=described, adding=form)
    sent = form.cleaned_data["file"]
    actions.add_version(
        resource=found,
        news=form.cleaned_data["news"],
        link=form.cleaned_data["link"],
        file_name=sent.name if sent else "",
        data=sent.read() if sent else b"",
        by=request.person,
        at=request.at,
    )
    return redirect("support:resource", network=network, resource=resource)


@writes
def move(request: PersonRequest, network: str, resource: int, to: str) -> HttpResponse:
    """One step on."""
    found = queries.one_kept(_standing(request, network), resource)
    if to not in {"in_development", "trial", "published", "retired"}:
        raise Http404
    actions.move_resource(resource=found, to=to, by=request.person, at=request.at)
    return redirect("support:resource", network=network, resource=resource)


@writes
def say(request: PersonRequest, network: str, resource: int, what: str) -> HttpResponse:
    """Our municipality wants it, or has used it."""
    stands = _standing(request, network)
    found = queries.one_resource(stands, resource)
    own = queries.own_organisation(stands)
    if own is None or what not in {"asked_for", "used"}:
        raise Http404
    actions.say_interest(resource=found, organisation=own, what=what, by=request.person, at=request.at)
    return redirect("support:resource", network=network, resource=resource)


@reads(public=True)
def public_resources(request: VisitorRequest) -> HttpResponse:
    """Published resources, for anyone."""
    page = queries.public_page(request.GET.get("q", "")[:200])
    return for_all(request, draw(request, "support/public.html", page), is_signed_in=request.person is not None)


@reads(public=True)
def public_file(request: VisitorRequest, resource: int) -> HttpResponse:  # noqa: ARG001 - the door hands it in
    """The newest file of a published resource."""
    return document_exports.download(queries.public_version(resource))
