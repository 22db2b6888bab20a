"""Pages of attendance and check-in."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.documents import queries as documents
from samverka.meetings import actions, queries
from samverka.meetings.forms import AttendanceForm, CodeForm
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes


@reads
def attendance_page(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """The attendance list."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    page = queries.attendance_page(led, request.at)
    return draw(request, "meetings/attendance.html", page, form=AttendanceForm(page=page))


@writes
def record_attendance(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """Save the whole list."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    page = queries.attendance_page(led, request.at)
    form = AttendanceForm(request.POST, page=page)
    if not form.is_valid():
        return draw(request, "meetings/attendance.html", page, status=422, form=form)
    actions.record_list(meeting=led, present=form.present(), absent=form.absent(), by=request.person, at=request.at)
    return redirect("meetings:show", network=network, meeting=meeting)


@reads
def attendance_csv(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """The attendance list as a file."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    return csv_download(queries.attendance_table(queries.attendance_page(led, request.at)))


@writes
def attendance_xlsx(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """The attendance list as a spreadsheet."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    rendering = actions.take_out_list(
        network=led.network,
        meeting=led,
        table=queries.attendance_table(queries.attendance_page(led, request.at)),
        by=request.person,
        at=request.at,
    )
    return redirect(documents.waiting_address(rendering))


@reads
def screen(request: PersonRequest, network: str, meeting: int) -> HttpResponse:
    """The big screen: QR code and code."""
    led = queries.one_led_meeting(request.person, network, meeting, clock.day(request.at))
    return draw(request, "meetings/screen.html", queries.screen_page(led))


@reads(public=True)
def code_page(request: VisitorRequest) -> HttpResponse:
    """Type the code from the screen; a right one leads on."""
    if "kod" not in request.GET:
        return draw(request, "meetings/code.html", form=CodeForm())
    form = CodeForm(request.GET)
    meeting = queries.one_meeting_with_code(form.cleaned_data["kod"]) if form.is_valid() else None
    if meeting:
        return redirect("meetings:check_in_page", code=meeting.code)
    return draw(request, "meetings/code.html", queries.wrong_code(form.is_valid()), status=422, form=form)


@reads(public=True)
def check_in_page(request: VisitorRequest, code: str) -> HttpResponse:
    """One question, one button."""
    meeting = queries.one_meeting_with_code(code)
    if meeting is None:
        page = queries.wrong_code(is_filled=True)
        return draw(request, "meetings/code.html", page, status=404, form=CodeForm(initial={"kod": code}))
    return draw(request, "meetings/check_in.html", queries.check_in_page(meeting, request.person, request.at))


@writes
def check_in(request: PersonRequest, code: str) -> HttpResponse:
    """I am here."""
    meeting = queries.one_meeting_or_404(code)
    actions.check_in(meeting=meeting, person=request.person, at=request.at)
    return redirect("meetings:check_in_page", code=meeting.code)
