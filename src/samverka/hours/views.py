"""Pages and acts of hours: the own month, the team's, the network's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.months import Month
from samverka.core.pages import show
from samverka.documents import queries as documents
from samverka.hours import actions, forms, queries
from samverka.hours.queries import RolesPage, RowPage, SheetPage, TeamPage
from samverka.people.doors import PersonRequest, reads, writes


@reads
def waiting(request: PersonRequest, network: str) -> HttpResponse:
    """Go to what waits: the own month, the team's, or the host's overview."""
    return redirect(queries.where_to_begin(request.person, network, request.at))


def _sheet(request: HttpRequest, page: SheetPage, *, status: int = 200, **found: object) -> HttpResponse:
    """The own month with its three small forms, one of which may have come back with errors."""
    asked: dict[str, object] = {
        "form": forms.RowForm(facts=page.facts),
        "other_form": forms.OtherHoursForm(initial={"hours": page.stated_hours}),
        "correct_form": forms.ReasonForm(label=_("What was wrong?")),
    }
    return show(request, "hours/sheet.html", page, status=status, **(asked | found))


@reads
def sheet(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """The own month: look through, add, confirm."""
    page = queries.sheet_page(request.person, network, month, role, at=request.at)
    copied = page.line_to_copy(request.GET.get("rad", ""))
    form = forms.RowForm(facts=page.facts, line=copied, copy=True)
    return _sheet(request, page, form=form, is_adding=copied is not None)


@writes
def add_row(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """Add a line of own work."""
    own = queries.own_sheet(request.person, network, month, role)
    page = queries.sheet_page(request.person, network, month, role, at=request.at)
    form = forms.RowForm(request.POST, facts=page.facts)
    if not form.is_valid():
        return _sheet(request, page, status=422, form=form, is_adding=True)
    actions.save_row(sheet=own, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(queries.page_address(own, role))


def _row(request: HttpRequest, page: RowPage, form: forms.RowForm, *, status: int = 200) -> HttpResponse:
    return show(request, "hours/row.html", page, status=status, form=form)


@reads
def row(request: PersonRequest, network: str, month: Month, row_id: int) -> HttpResponse:
    """One line of the own month, to be changed or removed."""
    page = queries.row_page(queries.own_row(request.person, network, month, row_id), at=request.at)
    return _row(request, page, forms.RowForm(facts=page.facts, line=page.line))


@writes
def save_row(request: PersonRequest, network: str, month: Month, row_id: int) -> HttpResponse:
    """Change a line of the own month."""
    page = queries.row_page(queries.own_row(request.person, network, month, row_id), at=request.at)
    form = forms.RowForm(request.POST, facts=page.facts, line=page.line)
    if not form.is_valid():
        return _row(request, page, form, status=422)
    actions.save_row(sheet=page.row.sheet, row=page.row, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(page.back_href)


@writes
def remove_row(request: PersonRequest, network: str, month: Month, row_id: int) -> HttpResponse:
    """Take a line out of the own month."""
    gone = queries.own_row(request.person, network, month, row_id)
    actions.remove_row(row=gone, by=request.person, at=request.at)
    return redirect(queries.sheet_address(gone.sheet))


@reads
def say_less_page(request: PersonRequest, network: str, month: Month, meeting_id: int) -> HttpResponse:
    """How long the person was at a meeting."""
    page = queries.attended_page(request.person, network, month, meeting_id, at=request.at)
    return show(request, "hours/less.html", page, form=forms.LessForm(page=page))


@writes
def say_less(request: PersonRequest, network: str, month: Month, meeting_id: int) -> HttpResponse:
    """Say less of a meeting than its attendance list."""
    page = queries.attended_page(request.person, network, month, meeting_id, at=request.at)
    form = forms.LessForm(request.POST, page=page)
    if not form.is_valid():
        return show(request, "hours/less.html", page, status=422, form=form)
    actions.say_less(sheet=page.sheet, meeting_id=meeting_id, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(page.back_href)


@writes
def repeat(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """Write last month's own work into this one."""
    own = queries.own_sheet(request.person, network, month, role)
    actions.repeat_rows(sheet=own, by=request.person, at=request.at)
    return redirect(queries.page_address(own, role))


@writes
def confirm(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """Vouch for the own month."""
    own = queries.own_sheet(request.person, network, month, role)
    actions.confirm_sheet(sheet=own, by=request.person, at=request.at)
    return redirect(queries.page_address(own, role))


@writes
def nothing(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """Say that there is nothing to report."""
    own = queries.own_sheet(request.person, network, month, role)
    actions.report_nothing(sheet=own, by=request.person, at=request.at)
    return redirect(queries.page_address(own, role))


@writes
def take_back(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """Take the confirmation back."""
    own = queries.own_sheet(request.person, network, month, role)
    actions.take_back_sheet(sheet=own, by=request.person, at=request.at)
    return redirect(queries.page_address(own, role))


@writes
def correct(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """Begin a corrected version of a month that a claim has locked."""
    own = queries.own_sheet(request.person, network, month, role)
    form = forms.ReasonForm(request.POST, label=_("What was wrong?"))
    if not form.is_valid():
        page = queries.sheet_page(request.person, network, month, role, at=request.at)
        return _sheet(request, page, status=422, correct_form=form)
    actions.correct_sheet(sheet=own, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(queries.page_address(own, role))


@writes
def other_hours(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """State hours in other EU projects for the year."""
    own = queries.own_sheet(request.person, network, month, role)
    form = forms.OtherHoursForm(request.POST)
    if not form.is_valid():
        page = queries.sheet_page(request.person, network, month, role, at=request.at)
        return _sheet(request, page, status=422, other_form=form)
    actions.state_other_hours(person=request.person, year=month.year, at=request.at, **form.cleaned_data)
    return redirect(queries.page_address(own, role))


def _team(request: HttpRequest, page: TeamPage, form: forms.SubmitForm, *, status: int = 200) -> HttpResponse:
    return show(request, "hours/team.html", page, status=status, form=form)


@reads
def team(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """The municipality's month: who is missing, remind, submit."""
    page = queries.team_page(
        request.person, network, month, participation_id, at=request.at, sorted_by=request.GET.get("sortera", "")
    )
    return _team(request, page, forms.SubmitForm(missing=page.missing))


@reads
def team_csv(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """The team's month as a text file."""
    return csv_download(queries.team_page(request.person, network, month, participation_id, at=request.at).table)


@writes
def team_xlsx(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """The team's month as a spreadsheet."""
    page = queries.team_page(request.person, network, month, participation_id, at=request.at)
    rendering = actions.take_out_list(network=page.network, table=page.table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@writes
def remind(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """A letter to everyone who is missing."""
    seat = queries.led_seat(request.person, network, participation_id, clock.day(request.at))
    actions.remind(participation=seat, month=month, by=request.person, at=request.at)
    return redirect("hours:team", network, month, participation_id)


@writes(fresh=True)
def submit(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """Submit the month for the municipality."""
    page = queries.team_page(request.person, network, month, participation_id, at=request.at)
    form = forms.SubmitForm(request.POST, missing=page.missing)
    if not form.is_valid():
        return _team(request, page, form, status=422)
    actions.submit_month(
        participation=page.participation, month=month, by=request.person, at=request.at, left_out=form.reasons
    )
    return redirect("hours:team", network, month, participation_id)


@reads
def return_page(
    request: PersonRequest, network: str, month: Month, participation_id: int, sheet_id: int
) -> HttpResponse:
    """Why a person's month is returned."""
    seat = queries.led_seat(request.person, network, participation_id, clock.day(request.at))
    page = queries.return_page(seat, month, sheet_id)
    return show(request, "hours/return.html", page, form=forms.ReasonForm(label=page.label))


@writes
def return_sheet(
    request: PersonRequest, network: str, month: Month, participation_id: int, sheet_id: int
) -> HttpResponse:
    """Give a month back to the person with a reason."""
    seat = queries.led_seat(request.person, network, participation_id, clock.day(request.at))
    page = queries.return_page(seat, month, sheet_id)
    form = forms.ReasonForm(request.POST, label=page.label)
    if not form.is_valid():
        return show(request, "hours/return.html", page, status=422, form=form)
    actions.return_sheet(sheet=page.sheet, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(page.back_href)


@reads
def year(request: PersonRequest, network: str, year: int, participation_id: int) -> HttpResponse:
    """The municipality's year against its terms."""
    page = queries.year_page(
        request.person, network, year, participation_id, at=request.at, sorted_by=request.GET.get("sortera", "")
    )
    return show(request, "hours/year.html", page)


@reads
def year_csv(request: PersonRequest, network: str, year: int, participation_id: int) -> HttpResponse:
    """The year as a text file."""
    return csv_download(queries.year_page(request.person, network, year, participation_id, at=request.at).table)


@writes
def year_xlsx(request: PersonRequest, network: str, year: int, participation_id: int) -> HttpResponse:
    """The year as a spreadsheet."""
    page = queries.year_page(request.person, network, year, participation_id, at=request.at)
    rendering = actions.take_out_list(network=page.network, table=page.table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@reads
def network_month(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """Which municipalities have submitted the month."""
    page = queries.network_month_page(
        request.person, network, month, at=request.at, sorted_by=request.GET.get("sortera", "")
    )
    return show(request, "hours/network_month.html", page)


@reads
def network_month_csv(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """The network's month as a text file."""
    return csv_download(queries.network_month_page(request.person, network, month, at=request.at).table)


@writes
def network_month_xlsx(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """The network's month as a spreadsheet."""
    page = queries.network_month_page(request.person, network, month, at=request.at)
    rendering = actions.take_out_list(network=page.network, table=page.table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


# --- Official channel and the Fund's portal ---------------------------------------------------------------------


@reads
def channel(request: PersonRequest, network: str) -> HttpResponse:
    """Which way the hours go, and which values of the rule set nobody has confirmed."""
    page = queries.channel_page(request.person, network, at=request.at)
    return show(request, "hours/channel.html", page, form=forms.ChannelForm())


@writes
def set_channel(request: PersonRequest, network: str) -> HttpResponse:
    """Say which way a role's hours go from a month on."""
    page = queries.channel_page(request.person, network, at=request.at)
    form = forms.ChannelForm(request.POST)
    if not form.is_valid():
        return show(request, "hours/channel.html", page, status=422, form=form)
    actions.set_channel(network=page.network, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(page.address)


@reads
def portal(request: PersonRequest, network: str, month: Month, participation_id: int = 0) -> HttpResponse:
    """What goes into the Fund's portal: in its order of fields, ready to copy."""
    page = queries.portal_page(request.person, network, month, participation_id, at=request.at)
    return show(request, "hours/portal.html", page, form=forms.ReadForm())


@reads
def portal_csv(request: PersonRequest, network: str, month: Month, participation_id: int = 0) -> HttpResponse:
    """The same as a text file; one kind of report at a time."""
    page = queries.portal_page(request.person, network, month, participation_id, at=request.at)
    return csv_download(page.one_table(request.GET.get("lista", "")))


@writes
def portal_xlsx(request: PersonRequest, network: str, month: Month, participation_id: int = 0) -> HttpResponse:
    """The same as a spreadsheet."""
    page = queries.portal_page(request.person, network, month, participation_id, at=request.at)
    rendering = actions.take_out_portal_file(network=page.network, tables=page.tables, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@writes
def enter_in_portal(request: PersonRequest, network: str, month: Month, participation_id: int = 0) -> HttpResponse:
    """Tick months as entered in the portal."""
    page = queries.portal_page(request.person, network, month, participation_id, at=request.at)
    sheets = queries.chosen_lines(page, request.POST.getlist("rad"))
    actions.enter_in_portal(sheets=sheets, by=request.person, at=request.at)
    return redirect(page.hrefs["page"])


@writes
def lift_entry(request: PersonRequest, network: str, month: Month, participation_id: int = 0) -> HttpResponse:
    """Lift a tick that was set by mistake."""
    page = queries.portal_page(request.person, network, month, participation_id, at=request.at)
    sheets = queries.chosen_lines(page, request.POST.getlist("rad"))
    actions.lift_entry(sheets=sheets, by=request.person, at=request.at)
    return redirect(page.hrefs["page"])


@writes
def read_portal(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """Read the portal's own list: first what differs is shown, then it is saved."""
    page = queries.portal_page(request.person, network, month, at=request.at)
    form = forms.ReadForm(request.POST, request.FILES, needs=queries.PORTAL_NEEDS)
    if not form.is_ready():
        found = queries.comparison(page, form.content) if form.content else None
        return show(request, "hours/portal.html", page, status=422, form=form, found=found)
    actions.read_portal_export(page=page, text=form.content, by=request.person, at=request.at)
    return redirect(page.hrefs["page"])


# --- Countersignatures ------------------------------------------------------------------------------------------


@reads
def approvals(request: PersonRequest, network: str) -> HttpResponse:
    """Months of one's own people that wait for a countersignature."""
    page = queries.approval_page(request.person, network, at=request.at, left=request.GET.getlist("kvar"))
    return show(request, "hours/approvals.html", page)


@writes
def approve(request: PersonRequest, network: str) -> HttpResponse:
    """Countersign all that were shown and chosen, in one act."""
    found = queries.approval_page(request.person, network, at=request.at).network
    seen = queries.seen_months(request.POST.getlist("manad"))
    done = actions.approve_sheets(network=found, seen=seen, by=request.person, at=request.at)
    return redirect(queries.approval_address(found, [sheet.pk for sheet, _reason in done.not_signed]))


@reads
def authority(request: PersonRequest, network: str) -> HttpResponse:
    """Who may approve months, and since when."""
    page = queries.authority_page(request.person, network, at=request.at)
    return show(request, "hours/authority.html", page, form=forms.AuthorityForm(page=page, today=clock.day(request.at)))


@writes
def put_authority(request: PersonRequest, network: str) -> HttpResponse:
    """Put someone on the list."""
    page = queries.authority_page(request.person, network, at=request.at)
    form = forms.AuthorityForm(request.POST, page=page, today=clock.day(request.at))
    if not form.is_valid():
        return show(request, "hours/authority.html", page, status=422, form=form)
    actions.put_on_authority_list(network=page.network, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("hours:authority", page.network.slug)


@writes
def end_authority(request: PersonRequest, network: str, line_id: int) -> HttpResponse:
    """Let today be someone's last day on the list."""
    page = queries.authority_page(request.person, network, at=request.at)
    line = queries.one_authority(page.network, line_id)
    actions.end_authority(line=line, last_day=clock.day(request.at), by=request.person, at=request.at)
    return redirect("hours:authority", page.network.slug)


@writes(fresh=True)
def submit_staff(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """Submit the time reports of the host's own staff."""
    page = queries.network_month_page(request.person, network, month, at=request.at)
    actions.submit_staff(network=page.network, month=month, by=request.person, at=request.at)
    return redirect("hours:network_month", network, month)


# --- Guests with hours --------------------------------------------------------------------------------------------


@reads
def guests(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """Guests of the local day whose hours count."""
    page = queries.guests_page(request.person, network, month, participation_id, at=request.at)
    return show(request, "hours/guests.html", page)


@writes
def take_in_guest(
    request: PersonRequest, network: str, month: Month, participation_id: int, guest_id: int
) -> HttpResponse:
    """Make a guest a participant, with a month to confirm."""
    page = queries.guests_page(request.person, network, month, participation_id, at=request.at)
    guest = queries.one_guest_with_hours(page.seat, guest_id)
    actions.take_in_guest(guest=guest, seat=page.seat, by=request.person, at=request.at)
    return redirect("hours:guests", network, month, participation_id)


# --- The Fund's forms ---------------------------------------------------------------------------------------------


@writes
def forms_xlsx(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """The month in the fields of the Fund's forms, a sheet for each person."""
    found = queries.official_forms(request.person, network, month, participation_id, at=request.at)
    rendering = actions.take_out_forms(forms=found, kind="xlsx", by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@writes
def forms_pdf(request: PersonRequest, network: str, month: Month, participation_id: int) -> HttpResponse:
    """The same on paper, with lines to sign on."""
    found = queries.official_forms(request.person, network, month, participation_id, at=request.at)
    rendering = actions.take_out_forms(forms=found, kind="pdf", by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


# --- Participants for Statistics Sweden ---------------------------------------------------------------------------


def _files(request: PersonRequest, network: str) -> queries.FilesPage:
    return queries.files_page(request.person, network, at=request.at, sorted_by=request.GET.get("sortera", ""))


@reads
def participant_files(request: PersonRequest, network: str) -> HttpResponse:
    """Which months have been sent to Statistics Sweden, are due, or must be sent again."""
    return show(request, "hours/participant_files.html", _files(request, network))


@reads
def participant_files_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The months as a text file."""
    return csv_download(_files(request, network).table)


def _file(request: PersonRequest, network: str, month: Month) -> queries.FilePage:
    return queries.file_page(request.person, network, month, at=request.at, sorted_by=request.GET.get("sortera", ""))


@reads
def participant_file(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """The participants of a month."""
    return show(request, "hours/participant_file.html", _file(request, network, month))


@reads
def participant_file_csv(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """The participants of a month as a text file."""
    return csv_download(_file(request, network, month).table)


@writes
def participant_file_xlsx(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """The participants of a month as a spreadsheet."""
    page = _file(request, network, month)
    rendering = actions.take_out_list(network=page.network, table=page.table, by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@writes
def mark_sent(request: PersonRequest, network: str, month: Month) -> HttpResponse:
    """The month has been sent."""
    actions.mark_sent(page=_file(request, network, month), by=request.person, at=request.at)
    return redirect("hours:participant_files", network)


# --- A file from the employer's system --------------------------------------------------------------------------


@reads
def read_page(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """Choose a file with one's own hours."""
    page = queries.sheet_page(request.person, network, month, role, at=request.at)
    return show(request, "hours/read.html", page, form=forms.ReadForm(needs=queries.HOURS_NEEDS))


@writes
def read_rows(request: PersonRequest, network: str, month: Month, role: str = "") -> HttpResponse:
    """First what will happen with each row is shown, then it is saved."""
    own = queries.own_sheet(request.person, network, month, role)
    form = forms.ReadForm(request.POST, request.FILES, needs=queries.HOURS_NEEDS)
    if not form.is_ready():
        page = queries.sheet_page(request.person, network, month, role, at=request.at)
        found = queries.read_hours(queries.state_of(own, at=request.at), form.content) if form.content else None
        return show(request, "hours/read.html", page, status=422, form=form, found=found)
    actions.import_rows(sheet=own, text=form.content, by=request.person, at=request.at)
    return redirect(queries.page_address(own, role))


# --- Certificates from outside, roles without a team ------------------------------------------------------------


@reads
def certificate(
    request: PersonRequest, network: str, month: Month, participation_id: int, sheet_id: int
) -> HttpResponse:
    """Register a month that was confirmed on paper or by e-mail."""
    page = queries.certificate_page(request.person, network, month, participation_id, sheet_id, at=request.at)
    return show(request, "hours/certificate.html", page, form=forms.CertificateForm())


@writes
def register_certificate(
    request: PersonRequest, network: str, month: Month, participation_id: int, sheet_id: int
) -> HttpResponse:
    """Keep the certificate; the month then counts as confirmed."""
    page = queries.certificate_page(request.person, network, month, participation_id, sheet_id, at=request.at)
    form = forms.CertificateForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, "hours/certificate.html", page, status=422, form=form)
    upload = form.cleaned_data.pop("file")
    actions.register_certificate(
        sheet=page.sheet, name=upload.name, data=upload.read(), by=request.person, at=request.at, **form.cleaned_data
    )
    return redirect(page.back_href)


@reads
def leave(request: PersonRequest, network: str) -> HttpResponse:
    """The Fund's leave for certificates by e-mail."""
    page = queries.channel_page(request.person, network, at=request.at)
    return show(request, "hours/leave.html", page, form=forms.LeaveForm())


@writes
def note_leave(request: PersonRequest, network: str) -> HttpResponse:
    """Note the Fund's leave."""
    page = queries.channel_page(request.person, network, at=request.at)
    form = forms.LeaveForm(request.POST)
    if not form.is_valid():
        return show(request, "hours/leave.html", page, status=422, form=form)
    actions.note_certificate_approval(network=page.network, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(page.address)


def _roles(request: HttpRequest, page: RolesPage, *, status: int = 200, **found: object) -> HttpResponse:
    asked: dict[str, object] = {"form": forms.RoleForm(), "occupation_form": forms.OccupationForm(page=page)}
    return show(request, "hours/roles.html", page, status=status, **(asked | found))


@reads
def roles(request: PersonRequest, network: str) -> HttpResponse:
    """The host's staff who report, those whose time is not counted, and wage groups."""
    return _roles(request, queries.roles_page(request.person, network, at=request.at))


@writes
def give_role(request: PersonRequest, network: str) -> HttpResponse:
    """Give someone a role without a seat in a team."""
    page = queries.roles_page(request.person, network, at=request.at)
    form = forms.RoleForm(request.POST)
    if not form.is_valid():
        return _roles(request, page, status=422, form=form)
    actions.give_role(network=page.network, by=request.person, at=request.at, **form.cleaned_data)
    return redirect("hours:roles", page.network.slug)


@writes
def end_role(request: PersonRequest, network: str, span_id: int) -> HttpResponse:
    """Let today be the last day of a role."""
    page = queries.roles_page(request.person, network, at=request.at)
    span = queries.one_span(page.network, span_id)
    actions.end_role(span=span, last_day=clock.day(request.at), by=request.person, at=request.at)
    return redirect("hours:roles", page.network.slug)


@writes
def decide_occupation(request: PersonRequest, network: str) -> HttpResponse:
    """Decide a staff member's wage group."""
    page = queries.roles_page(request.person, network, at=request.at)
    form = forms.OccupationForm(request.POST, page=page)
    if not form.is_valid():
        return _roles(request, page, status=422, occupation_form=form)
    actions.decide_occupation(
        network=page.network,
        by=request.person,
        at=request.at,
        **(form.cleaned_data | {"person": page.person_of(form.cleaned_data["person"])}),
    )
    return redirect("hours:roles", page.network.slug)
