"""Pages of teams."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.core.words import whole_number
from samverka.documents import queries as documents
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes
from samverka.teams import actions, queries
from samverka.teams.forms import AppointForm, CoordinatorForm, EndForm, LateForm, LeaveForm, ManagerForm, SupporterForm


@reads
def index(request: PersonRequest, network: str) -> HttpResponse:
    """All teams for the host; one's own for a team member."""
    day = clock.day(request.at)
    stands = queries.standing(request.person, network, day)
    if not stands.is_host:
        return redirect("teams:show", network=network, participation=stands.seats[0].participation_id)
    page = queries.teams_page(stands, day, sorted_by=request.GET.get("sortera", ""))
    return draw(request, "teams/teams.html", page)


@reads
def teams_csv(request: PersonRequest, network: str) -> HttpResponse:
    """All teams as a file, for the host."""
    day = clock.day(request.at)
    return csv_download(queries.teams_page(queries.host_standing(request.person, network, day), day).table)


@writes
def teams_xlsx(request: PersonRequest, network: str) -> HttpResponse:
    """All teams as a spreadsheet, for the host."""
    day = clock.day(request.at)
    page = queries.teams_page(queries.host_standing(request.person, network, day), day)
    rendering = actions.take_out_list(network=page.network, table=page.table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@reads
def terms(request: PersonRequest, network: str) -> HttpResponse:
    """The terms in plain words."""
    return draw(request, "networks/terms.html", queries.terms_page(request.person, network, clock.day(request.at)))


@reads
def staff(request: PersonRequest, network: str) -> HttpResponse:
    """Who works with the network at the host."""
    sorted_by = request.GET.get("sortera", "")
    page = queries.staff_page(request.person, network, clock.day(request.at), sorted_by=sorted_by)
    return draw(request, "networks/staff.html", page)


@reads
def staff_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The staff as a file."""
    return csv_download(queries.staff_page(request.person, network, clock.day(request.at)).table)


@writes
def staff_xlsx(request: PersonRequest, network: str) -> HttpResponse:
    """The staff as a spreadsheet."""
    page = queries.staff_page(request.person, network, clock.day(request.at))
    rendering = actions.take_out_list(network=page.network, table=page.table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@reads
def show(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """One team."""
    day = clock.day(request.at)
    seat, stands = queries.one_seat(request.person, network, participation, day)
    return draw(request, "teams/team.html", queries.team_page(seat, stands, day))


@reads
def team_csv(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """One team as a file."""
    seat, _stands = queries.one_seat(request.person, network, participation, clock.day(request.at))
    return csv_download(queries.team_table(seat))


@writes
def team_xlsx(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """One team as a spreadsheet."""
    seat, stands = queries.one_seat(request.person, network, participation, clock.day(request.at))
    rendering = actions.take_out_list(
        network=stands.network, participation=seat, table=queries.team_table(seat), by=request.person, at=request.at
    )
    return redirect(documents.waiting_address(rendering))


@reads
def appoint_page(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Someone new in the team."""
    day = clock.day(request.at)
    seat = queries.one_led_seat(request.person, network, participation, day)
    form = AppointForm(seat=seat, employers=queries.employer_choices(seat), today=day)
    return draw(request, "teams/appoint.html", seat, form=form)


@writes
def appoint(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Appoint someone."""
    day = clock.day(request.at)
    seat = queries.one_led_seat(request.person, network, participation, day)
    form = AppointForm(request.POST, seat=seat, employers=queries.employer_choices(seat), today=day)
    if not form.is_valid():
        return draw(request, "teams/appoint.html", seat, status=422, form=form)
    actions.invite_member(
        participation=seat,
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        team_seat=form.cleaned_data["team_seat"],
        function=form.cleaned_data["function"],
        area=form.cleaned_data["area"],
        department=form.cleaned_data["department"],
        first_day=form.cleaned_data["first_day"],
        employer=form.employer,
        organisation_number=form.cleaned_data.get("organisation_number", ""),
        by=request.person,
        at=request.at,
    )
    return redirect("teams:show", network=network, participation=participation)


@reads
def end_page(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """The last day of an appointment."""
    day = clock.day(request.at)
    ending = queries.one_led_member(request.person, network, member, day)
    form = EndForm(member=ending, initial={"last_day": day})
    return draw(request, "teams/end.html", queries.end_page(ending), form=form)


@writes
def end(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """End an appointment."""
    ending = queries.one_led_member(request.person, network, member, clock.day(request.at))
    form = EndForm(request.POST, member=ending)
    if not form.is_valid():
        return draw(request, "teams/end.html", queries.end_page(ending), status=422, form=form)
    actions.end_member(member=ending, last_day=form.cleaned_data["last_day"], by=request.person, at=request.at)
    return redirect("teams:show", network=network, participation=ending.participation_id)


@writes
def name_deputy(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """Name the coordinator's deputy."""
    chosen = queries.one_led_member(request.person, network, member, clock.day(request.at))
    actions.name_deputy(member=chosen, by=request.person, at=request.at)
    return redirect("teams:show", network=network, participation=chosen.participation_id)


@writes
def remove_deputy(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """The deputy no longer is."""
    chosen = queries.one_led_member(request.person, network, member, clock.day(request.at))
    actions.remove_deputy(member=chosen, by=request.person, at=request.at)
    return redirect("teams:show", network=network, participation=chosen.participation_id)


@reads
def manager_page(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """Someone's nearest manager."""
    day = clock.day(request.at)
    chosen = queries.one_led_member(request.person, network, member, day)
    form = ManagerForm(initial={"first_day": max(day, chosen.first_day)})
    return draw(request, "teams/manager.html", queries.manager_page(chosen, day), form=form)


@writes
def name_manager(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """Name someone's nearest manager."""
    day = clock.day(request.at)
    chosen = queries.one_led_member(request.person, network, member, day)
    form = ManagerForm(request.POST)
    if not form.is_valid():
        return draw(request, "teams/manager.html", queries.manager_page(chosen, day), status=422, form=form)
    actions.name_manager(member=chosen, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("teams:show", network=network, participation=chosen.participation_id)


@reads
def time(request: PersonRequest, network: str) -> HttpResponse:
    """Working time that a manager is asked to set aside."""
    return draw(request, "teams/time.html", queries.time_page(request.person, network, clock.day(request.at)))


@writes
def approve_time(request: PersonRequest, network: str) -> HttpResponse:
    """Approve the working time of all one's own people."""
    page = queries.time_page(request.person, network, clock.day(request.at))
    chosen = {number for row in request.POST.getlist("rad") if (number := whole_number(row)) is not None}
    actions.approve_time(network=page.network, chosen=chosen, by=request.person, at=request.at)
    return redirect("teams:time", network=network)


@reads
def supporter_page(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The seat's process supporter and substitute."""
    day = clock.day(request.at)
    seat = queries.one_kept_seat(request.person, network, participation, day)
    form = SupporterForm(staff=queries.supporter_choices(seat, day), initial=queries.present_supporters(seat, day))
    return draw(request, "teams/supporter.html", queries.supporter_page(seat), form=form)


@writes
def name_supporters(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Name them."""
    day = clock.day(request.at)
    seat = queries.one_kept_seat(request.person, network, participation, day)
    form = SupporterForm(request.POST, staff=queries.supporter_choices(seat, day))
    if not form.is_valid():
        return draw(request, "teams/supporter.html", queries.supporter_page(seat), status=422, form=form)
    actions.name_supporters(participation=seat, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("teams:show", network=network, participation=participation)


@reads
def days_page(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The seat's days: joins late, leaves."""
    seat = queries.one_kept_seat(request.person, network, participation, clock.day(request.at))
    late = LateForm(initial={"begins": seat.first_day})
    return draw(request, "teams/days.html", queries.days_page(seat), form=LeaveForm(seat=seat), late=late)


@writes
def leave(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The municipality leaves."""
    seat = queries.one_kept_seat(request.person, network, participation, clock.day(request.at))
    page = queries.days_page(seat)
    form = LeaveForm(request.POST, seat=seat, has_left=page.leaving is not None)
    if not form.is_valid():
        late = LateForm(initial={"begins": seat.first_day})
        return draw(request, "teams/days.html", page, status=422, form=form, late=late)
    actions.leave_network(participation=seat, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("teams:days_page", network=network, participation=participation)


@writes
def join_late(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The municipality joins late."""
    seat = queries.one_kept_seat(request.person, network, participation, clock.day(request.at))
    late = LateForm(request.POST)
    if not late.is_valid():
        page = queries.days_page(seat)
        return draw(request, "teams/days.html", page, status=422, form=LeaveForm(seat=seat), late=late)
    actions.join_late(participation=seat, first_day=late.cleaned_data["begins"], by=request.person, at=request.at)
    return redirect("teams:days_page", network=network, participation=participation)


@writes
def send_link(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A link to appoint a coordinator goes to the chief executive's office."""
    seat = queries.one_kept_seat(request.person, network, participation, clock.day(request.at))
    actions.send_appointing_link(participation=seat, by=request.person, at=request.at)
    return redirect("teams:show", network=network, participation=participation)


@reads(public=True)
def link_page(request: VisitorRequest, token: str) -> HttpResponse:
    """Where the link leads: appoint a coordinator."""
    page = queries.link_page(queries.one_link(token), token, clock.day(request.at))
    return draw(request, "teams/link.html", page, form=CoordinatorForm())


@writes(public=True)
def use_link(request: VisitorRequest, token: str) -> HttpResponse:
    """Appoint."""
    link = queries.one_link(token)
    form = CoordinatorForm(request.POST)
    if not form.is_valid():
        page = queries.link_page(link, token, clock.day(request.at))
        return draw(request, "teams/link.html", page, status=422, form=form)
    actions.appoint_by_link(link=link, at=request.at, **form.cleaned_data)
    return redirect("teams:link_page", token=token)
