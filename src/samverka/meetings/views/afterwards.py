"""Pages of what is handed out and of the three questions."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import show as draw
from samverka.documents import exports as documents
from samverka.meetings import actions, queries
from samverka.meetings.forms import EvaluationForm, MaterialForm
from samverka.people.doors import PersonRequest, reads, writes


@reads
def materials(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """What there is to fetch."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    return draw(request, "meetings/materials.html", queries.materials_page(sight), form=MaterialForm())


@writes
def add_material(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Hand a file out."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    form = MaterialForm(request.POST, request.FILES)
    if not form.is_valid():
        sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
        return draw(request, "meetings/materials.html", queries.materials_page(sight), status=422, form=form)
    upload = form.cleaned_data["file"]
    actions.add_material(
        meeting=led,
        title=form.cleaned_data["title"],
        file_name=upload.name,
        data=upload.read(),
        by=request.person,
        at=request.at,
    )
    return redirect("meetings:materials", network=network, meeting=meeting)


@reads
def material(request: PersonRequest, network: str, meeting: int, material: int) -> HttpResponse:
    """The file itself."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    return documents.download(queries.one_material(sight.meeting, material).document)


@writes
def withdraw_material(request: PersonRequest, network: str, meeting: int, material: int) -> HttpResponse:
    """Hand the file out no longer."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    actions.withdraw_material(material=queries.one_material(led, material), by=request.person, at=request.at)
    return redirect("meetings:materials", network=network, meeting=meeting)


@reads
def evaluation_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """The three questions."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    page = queries.evaluation_page(sight, request.person, request.at)
    return draw(request, "meetings/evaluation.html", page, form=EvaluationForm())


@writes
def evaluate(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Answer them."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    form = EvaluationForm(request.POST)
    if not form.is_valid():
        page = queries.evaluation_page(sight, request.person, request.at)
        return draw(request, "meetings/evaluation.html", page, status=422, form=form)
    actions.evaluate(meeting=sight.meeting, **form.cleaned_data, by=request.person, at=request.at)
    return redirect("meetings:evaluation_page", network=network, meeting=meeting)


@reads
def evaluation_summary(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """What was answered."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    return draw(request, "meetings/evaluation_summary.html", queries.evaluation_summary(led))
