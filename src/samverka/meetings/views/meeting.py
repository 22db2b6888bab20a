"""Pages of meetings: the list, one meeting, planning, inviting."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.core.workdays import SWEDEN
from samverka.documents import queries as documents
from samverka.meetings import actions, queries
from samverka.meetings.forms import DescribeForm, MoveForm, PlanForm
from samverka.people.doors import PersonRequest, reads, writes
from samverka.teams import queries as teams


@reads
def list_all(request: PersonRequest, network: str) -> HttpResponse:
    """The year plan in sentences, upcoming and past meetings."""
    page = queries.list_page(request.person, network, request.at, sorted_by=request.GET.get("sortera", ""))
    return draw(request, "meetings/list.html", page)


@reads
def list_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The same meetings as a file."""
    return csv_download(queries.all_meetings_table(teams.standing(request.person, network, clock.day(request.at))))


@writes
def list_xlsx(request: PersonRequest, network: str) -> HttpResponse:
    """The same meetings as a spreadsheet."""
    standing = teams.standing(request.person, network, clock.day(request.at))
    rendering = actions.take_out_list(
        network=standing.network, table=queries.all_meetings_table(standing), by=request.person, at=request.at
    )
    return redirect(documents.waiting_address(rendering))


@reads
def show(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """One meeting."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    return draw(request, "meetings/meeting.html", queries.meeting_page(sight, request.at))


@reads
def calendar(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """The meeting as a calendar file."""
    sight = queries.one_sight(request.person, network, meeting, clock.day(request.at))
    response = HttpResponse(
        queries.calendar_of(sight.meeting, at=request.at), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="traff-{sight.meeting.pk}.ics"'
    return response


@reads
def plan_page(request: PersonRequest, network: str) -> HttpResponse:
    """A new meeting."""
    planned = queries.one_planning_network(request.person, network, clock.day(request.at))
    form = PlanForm(network=planned, seats=queries.seat_choices(planned, clock.day(request.at)))
    return draw(request, "meetings/plan.html", planned, form=form)


@writes
def plan(request: PersonRequest, network: str) -> HttpResponse:
    """Plan the meeting."""
    planned = queries.one_planning_network(request.person, network, clock.day(request.at))
    form = PlanForm(request.POST, network=planned, seats=queries.seat_choices(planned, clock.day(request.at)))
    if not form.is_valid():
        return draw(request, "meetings/plan.html", planned, status=422, form=form)
    meeting = actions.plan_meeting(
        network=planned,
        kind=form.cleaned_data["kind"],
        participation=queries.one_seat(planned, form.cleaned_data["participation"]),
        title=form.cleaned_data["title"],
        about=form.cleaned_data["about"],
        place=form.cleaned_data["place"],
        link=form.cleaned_data["link"],
        starts_at=form.starts_at,
        ends_at=form.ends_at,
        by=request.person,
        at=request.at,
    )
    return redirect("meetings:show", network=network, meeting=meeting.pk)


@reads
def describe_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Title, text and agenda."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    form = DescribeForm(
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        parts=queries.parts_of(planned),
        initial={"title": planned.title, "about": planned.about},
    )
    return draw(request, "meetings/describe.html", planned, form=form)


@writes
def describe(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Save title, text and agenda."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    form = DescribeForm(
        request.POST, starts_at=planned.starts_at, ends_at=planned.ends_at, parts=queries.parts_of(planned)
    )
    if not form.is_valid():
        return draw(request, "meetings/describe.html", planned, status=422, form=form)
    actions.describe_meeting(
        meeting=planned,
        title=form.cleaned_data["title"],
        about=form.cleaned_data["about"],
        parts=form.parts,
        by=request.person,
        at=request.at,
    )
    return redirect("meetings:show", network=network, meeting=meeting)


@reads
def move_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Another time or place."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    starts_at, ends_at = planned.starts_at.astimezone(SWEDEN), planned.ends_at.astimezone(SWEDEN)
    form = MoveForm(
        meeting=planned,
        initial={
            "day": starts_at.date(),
            "starts": starts_at.time(),
            "ends": ends_at.time(),
            "place": planned.place,
            "link": planned.link,
        },
    )
    return draw(request, "meetings/move.html", planned, form=form)


@writes
def move(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Move the meeting."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    form = MoveForm(request.POST, meeting=planned)
    if not form.is_valid():
        return draw(request, "meetings/move.html", planned, status=422, form=form)
    actions.move_meeting(
        meeting=planned,
        starts_at=form.starts_at,
        ends_at=form.ends_at,
        place=form.cleaned_data["place"],
        link=form.cleaned_data["link"],
        by=request.person,
        at=request.at,
    )
    return redirect("meetings:show", network=network, meeting=meeting)


@reads
def cancel_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Whether to call the meeting off."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    return draw(request, "meetings/cancel.html", planned)


@writes
def cancel(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Call the meeting off."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    actions.cancel_meeting(meeting=planned, by=request.person, at=request.at)
    return redirect("meetings:show", network=network, meeting=meeting)


@writes
def invite(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Ask everyone in the teams who has not been asked."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    actions.invite_expected(meeting=planned, by=request.person, at=request.at)
    return redirect("meetings:show", network=network, meeting=meeting)
