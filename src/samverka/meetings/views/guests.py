"""Pages of people beyond the teams: the meeting's setting, the guests on the list, check-in without an account."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import show as draw
from samverka.meetings import actions, queries
from samverka.meetings.forms import GuestCheckInForm, HostGuestForm, PeopleBeyondForm
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes


@reads
def people_beyond_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """What people beyond the teams are, with what each choice means."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    form = PeopleBeyondForm(initial={"people_beyond": planned.people_beyond})
    return draw(request, "meetings/people_beyond.html", planned, form=form)


@writes
def set_people_beyond(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Choose what they are."""
    planned = queries.one_planned_meeting(request.person, network, meeting, clock.day(request.at))
    form = PeopleBeyondForm(request.POST)
    if not form.is_valid():
        return draw(request, "meetings/people_beyond.html", planned, status=422, form=form)
    actions.set_people_beyond(
        meeting=planned, people_beyond=form.cleaned_data["people_beyond"], by=request.person, at=request.at
    )
    return redirect("meetings:show", network=network, meeting=meeting)


@reads
def guests_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """The guests on the attendance list."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    return draw(request, "meetings/guests.html", queries.guests_page(led, request.at), form=HostGuestForm(meeting=led))


@writes
def add_guest(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Write a guest on the list."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    form = HostGuestForm(request.POST, meeting=led)
    if not form.is_valid():
        return draw(request, "meetings/guests.html", queries.guests_page(led, request.at), status=422, form=form)
    actions.add_guest(meeting=led, **form.facts(), by=request.person, at=request.at)
    return redirect("meetings:guests_page", network=network, meeting=meeting)


@writes
def remove_guest(request: PersonRequest, network: str, meeting: int, guest: int) -> HttpResponse:
    """Take a guest off the list."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    actions.remove_guest(guest=queries.one_guest(led, guest), by=request.person, at=request.at)
    return redirect("meetings:guests_page", network=network, meeting=meeting)


@reads(public=True)
def guest_check_in_page(request: VisitorRequest, code: str) -> HttpResponse:
    """I am a guest: name and unit."""
    meeting = queries.one_meeting_or_404(code)
    page = queries.guest_check_in_page(meeting, request.at)
    return draw(
        request, "meetings/guest_check_in.html", page, form=GuestCheckInForm(meeting=meeting, minutes=page.minutes)
    )


@writes(public=True)
def check_in_guest(request: VisitorRequest, code: str) -> HttpResponse:
    """I am here, as a guest."""
    meeting = queries.one_meeting_or_404(code)
    page = queries.guest_check_in_page(meeting, request.at)
    form = GuestCheckInForm(request.POST, meeting=meeting, minutes=page.minutes)
    if not form.is_valid():
        return draw(request, "meetings/guest_check_in.html", page, status=422, form=form)
    actions.check_in_guest(meeting=meeting, **form.facts(), at=request.at)
    return redirect("meetings:guest_checked_in", code=meeting.code)


@reads(public=True)
def guest_checked_in(request: VisitorRequest, code: str) -> HttpResponse:
    """It is done."""
    meeting = queries.one_meeting_or_404(code)
    return draw(request, "meetings/guest_check_in.html", queries.guest_check_in_page(meeting, request.at, is_done=True))
