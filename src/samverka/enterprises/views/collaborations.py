"""Collaborations, for those inside the municipality and those it shares with."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.core.words import whole_number
from samverka.documents import queries as documents
from samverka.enterprises import actions, exports, queries
from samverka.enterprises.forms import MoveForm, OutcomeForm, StartForm, part_form
from samverka.people.doors import PersonRequest, reads, writes


@reads
def index(request: PersonRequest) -> HttpResponse:
    """The own municipality's, and what others share."""
    who = queries.viewer(request.person, clock.day(request.at))
    page = queries.collaborations_page(
        who, year=whole_number(request.GET.get("ar", "")), sorted_by=request.GET.get("sortera", "")
    )
    return draw(request, "enterprises/collaborations.html", page)


@reads
def index_csv(request: PersonRequest) -> HttpResponse:
    """The own as a file."""
    who = queries.colleague(request.person, clock.day(request.at))
    return csv_download(queries.collaborations_page(who, year=whole_number(request.GET.get("ar", ""))).own)


@reads
def index_json(request: PersonRequest) -> HttpResponse:
    """All of the own, with everything that has been written, for other systems."""
    who = queries.colleague(request.person, clock.day(request.at))
    return JsonResponse(exports.own_json(queries.export_rows(who)), json_dumps_params={"ensure_ascii": False})


@reads
def index_ocds(request: PersonRequest) -> HttpResponse:
    """The own procurements by the Open Contracting Data Standard."""
    who = queries.colleague(request.person, clock.day(request.at))
    package = exports.ocds_package(
        queries.export_rows(who), at=request.at, uri=request.build_absolute_uri(), prefix=exports.ocid_prefix()
    )
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False})


@writes
def index_xlsx(request: PersonRequest) -> HttpResponse:
    """The own as a spreadsheet."""
    who = queries.colleague(request.person, clock.day(request.at))
    table = queries.collaborations_page(who, year=whole_number(request.GET.get("ar", ""))).own
    rendering = actions.take_out_list(owner="collaborations", tables=[table], by=request.person, at=request.at)
    return redirect(documents.waiting_address(rendering))


@reads
def new(request: PersonRequest) -> HttpResponse:
    """A new one."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    form = StartForm(
        owners=queries.colleagues_of(who.organisations, day),
        organisations=who.organisations,
        initial={"owner": str(request.person.pk), "day": day},
    )
    return draw(request, "enterprises/start.html", who, form=form)


@writes
def start(request: PersonRequest) -> HttpResponse:
    """Write it down."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    form = StartForm(
        request.POST, owners=queries.colleagues_of(who.organisations, day), organisations=who.organisations
    )
    if not form.is_valid():
        return draw(request, "enterprises/start.html", who, status=422, form=form)
    row = actions.start_collaboration(
        organisation=queries.one_organisation(who, form.organisation_id),
        title=form.cleaned_data["title"],
        owner=queries.one_colleague(int(form.cleaned_data["owner"])),
        day=form.cleaned_data["day"],
        form=form.cleaned_data["form"],
        guide_answers=request.POST.dict(),
        by=request.person,
        at=request.at,
    )
    return redirect("enterprises:collaboration", collaboration=row.pk)


@reads
def show(request: PersonRequest, collaboration: int) -> HttpResponse:
    """One."""
    day = clock.day(request.at)
    who = queries.insider(request.person, day)
    row = queries.one_collaboration(who, collaboration)
    page = queries.collaboration_page(who, row, day)
    return draw(
        request, "enterprises/collaboration.html", page, form=MoveForm(states=page.states, initial=page.next_move(day))
    )


@reads
def part(request: PersonRequest, collaboration: int, part: str) -> HttpResponse:
    """One part, to be written."""
    day = clock.day(request.at)
    row = queries.own_collaboration(queries.colleague(request.person, day), collaboration)
    page = queries.part_page(row, part)
    form = part_form(part, row=row, day=day, initial=queries.part_initial(row, part))
    return draw(request, "enterprises/part.html", page, form=form)


@writes
def write(request: PersonRequest, collaboration: int, part: str) -> HttpResponse:
    """Keep the part."""
    day = clock.day(request.at)
    row = queries.own_collaboration(queries.colleague(request.person, day), collaboration)
    page = queries.part_page(row, part)
    form = part_form(part, request.POST, row=row, day=day)
    if not form.is_valid():
        return draw(request, "enterprises/part.html", page, status=422, form=form)
    actions.write_part(collaboration=row, part=part, values=form.values, **form.hung, by=request.person, at=request.at)
    return redirect("enterprises:collaboration", collaboration=row.pk)


@writes
def move(request: PersonRequest, collaboration: int) -> HttpResponse:
    """To another state."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    row = queries.own_collaboration(who, collaboration)
    form = MoveForm(request.POST, states=queries.states_of(row))
    if not form.is_valid():
        page = queries.collaboration_page(who, row, day)
        return draw(request, "enterprises/collaboration.html", page, status=422, form=form)
    actions.move_collaboration(
        collaboration=row,
        to=form.cleaned_data["state"],
        day=form.cleaned_data["day"],
        reason=form.cleaned_data["reason"],
        by=request.person,
        at=request.at,
    )
    return redirect("enterprises:collaboration", collaboration=row.pk)


@reads
def outcome(request: PersonRequest, collaboration: int) -> HttpResponse:
    """What was promised or delivered."""
    day = clock.day(request.at)
    row = queries.own_collaboration(queries.colleague(request.person, day), collaboration)
    return draw(request, "enterprises/outcome.html", row, form=OutcomeForm(initial={"day": day}))


@writes
def note_outcome(request: PersonRequest, collaboration: int) -> HttpResponse:
    """Note it."""
    row = queries.own_collaboration(queries.colleague(request.person, clock.day(request.at)), collaboration)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return draw(request, "enterprises/outcome.html", row, status=422, form=form)
    actions.note_outcome(collaboration=row, values=form.cleaned_data, by=request.person, at=request.at)
    return redirect("enterprises:collaboration", collaboration=row.pk)
