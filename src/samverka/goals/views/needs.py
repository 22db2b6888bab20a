"""Pages of the needs inventory."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show
from samverka.core.words import whole_number
from samverka.goals import actions, forms, queries
from samverka.goals.queries import FormPage, Sight
from samverka.people.doors import PersonRequest, reads, writes

FORM = "goals/form.html"


@reads
def overview(request: PersonRequest, network: str) -> HttpResponse:
    """What several municipalities need at once."""
    page = queries.overview_page(
        request.person,
        network,
        clock.day(request.at),
        query=request.GET.get("q", ""),
        sorted_by=request.GET.get("sortera", ""),
    )
    return show(request, "goals/overview.html", page)


@reads
def overview_csv(request: PersonRequest, network: str) -> HttpResponse:
    """The same as a file."""
    return csv_download(queries.overview_page(request.person, network, clock.day(request.at)).together)


@reads
def needs(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A seat's inventory."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    page = queries.needs_page(sight, day, sorted_by=request.GET.get("sortera", ""))
    return show(request, "goals/needs.html", page)


@reads
def needs_csv(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A seat's needs as a file."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return csv_download(queries.needs_page(sight, day).needs)


def _development_form(sight: Sight, action: str) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("A need of development or competence"),
        action=action,
        button=_("Save the need"),
        back=sight.href("needs"),
    )


@reads
def new_development_need(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A new development need."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.DevelopmentNeedForm(today=day, owners=queries.owner_suggestions(sight.participation, day))
    return show(request, FORM, _development_form(sight, sight.href("add_development_need")), form=form)


@writes
def add_development_need(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Write a development need down."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.DevelopmentNeedForm(
        request.POST, today=day, owners=queries.owner_suggestions(sight.participation, day)
    )
    if not form.is_valid():
        page = _development_form(sight, sight.href("add_development_need"))
        return show(request, FORM, page, status=422, form=form)
    actions.add_development_need(
        participation=sight.participation, values=form.values(), by=request.person, at=request.at
    )
    return redirect(sight.href("needs"))


@reads
def development_need_page(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """A development need, to be changed or marked as met."""
    day = clock.day(request.at)
    row, sight = queries.one_own_development_need(request.person, network, need, day)
    form = forms.DevelopmentNeedForm(today=day, need=row, owners=queries.owner_suggestions(sight.participation, day))
    return show(request, "goals/development_need.html", queries.DevelopmentNeedPage(sight, row), form=form)


@writes
def change_development_need(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Write a development need otherwise."""
    day = clock.day(request.at)
    row, sight = queries.one_own_development_need(request.person, network, need, day)
    form = forms.DevelopmentNeedForm(
        request.POST, today=day, need=row, owners=queries.owner_suggestions(sight.participation, day)
    )
    if not form.is_valid():
        page = queries.DevelopmentNeedPage(sight, row)
        return show(request, "goals/development_need.html", page, status=422, form=form)
    actions.change_development_need(need=row, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.href("needs"))


@writes
def meet_development_need(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """A development need has been met."""
    row, sight = queries.one_own_development_need(request.person, network, need, clock.day(request.at))
    actions.meet_development_need(need=row, by=request.person, at=request.at)
    return redirect(sight.href("needs"))


def _inventory_form(sight: Sight) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Declare the inventory done"),
        lead=_("The host sees that the commitment is met. You may go on adding needs."),
        action=sight.href("declare_inventory"),
        button=_("Declare the inventory done"),
        back=sight.href("needs"),
    )


@reads
def inventory_page(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Where the inventory is declared done."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    return show(request, FORM, _inventory_form(sight), form=forms.InventoryForm())


@writes
def declare_inventory(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Declare the inventory done."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    form = forms.InventoryForm(request.POST)
    if not form.is_valid():
        return show(request, FORM, _inventory_form(sight), status=422, form=form)
    actions.declare_inventory(
        participation=sight.participation, summary=form.cleaned_data["summary"], by=request.person, at=request.at
    )
    return redirect(sight.href("needs"))


def _need_form(sight: Sight, action: str, *, is_new: bool) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("A need that social enterprises might meet") if is_new else _("Change the need"),
        lead=_("A title, someone responsible and a day are enough. The rest can wait until it is asked for.")
        if is_new
        else "",
        action=action,
        button=_("Save the need"),
        back=sight.href("needs"),
    )


@reads
def new_need(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A new need."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.NeedForm(today=day, owners=queries.owner_suggestions(sight.participation, day))
    return show(request, "goals/need_form.html", _need_form(sight, sight.href("add_need"), is_new=True), form=form)


@writes
def add_need(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Write a need down."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.NeedForm(request.POST, today=day, owners=queries.owner_suggestions(sight.participation, day))
    if form.wants_codes or not form.is_valid():
        page = _need_form(sight, sight.href("add_need"), is_new=True)
        return show(request, "goals/need_form.html", page, status=422, form=form.quiet())
    need = actions.add_need(
        participation=sight.participation,
        values=form.values(),
        codes=form.cleaned_data["codes"],
        by=request.person,
        at=request.at,
    )
    return redirect(sight.row_href("need", need.pk))


@reads
def need(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """One need."""
    row, sight = queries.one_need(request.person, network, need, clock.day(request.at))
    return show(request, "goals/need.html", queries.need_page(row, sight))


@reads
def need_form(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """A need, to be changed."""
    day = clock.day(request.at)
    row, sight = queries.one_own_need(request.person, network, need, day)
    form = forms.NeedForm(today=day, need=row, owners=queries.owner_suggestions(sight.participation, day))
    page = _need_form(sight, sight.row_href("change_need", row.pk), is_new=False)
    return show(request, "goals/need_form.html", page, form=form)


@writes
def change_need(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Write a need otherwise."""
    day = clock.day(request.at)
    row, sight = queries.one_own_need(request.person, network, need, day)
    form = forms.NeedForm(request.POST, today=day, need=row, owners=queries.owner_suggestions(sight.participation, day))
    if form.wants_codes or not form.is_valid():
        page = _need_form(sight, sight.row_href("change_need", row.pk), is_new=False)
        return show(request, "goals/need_form.html", page, status=422, form=form.quiet())
    actions.change_need(
        need=row,
        values=form.values(),
        codes=form.cleaned_data["codes"],
        edition=form.cleaned_data["edition"],
        by=request.person,
        at=request.at,
    )
    return redirect(sight.row_href("need", row.pk))


@writes
def solve_need(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """A need is solved."""
    row, sight = queries.one_own_need(request.person, network, need, clock.day(request.at))
    actions.solve_need(need=row, by=request.person, at=request.at)
    return redirect(sight.row_href("need", row.pk))


def _park_form(sight: Sight, need_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Park the need"),
        action=sight.row_href("park_need", need_id),
        button=_("Park the need"),
        back=sight.row_href("need", need_id),
    )


@reads
def park_need_page(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Where a need is laid aside."""
    row, sight = queries.one_own_need(request.person, network, need, clock.day(request.at))
    return show(request, FORM, _park_form(sight, row.pk), form=forms.ReasonForm())


@writes
def park_need(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Lay a need aside."""
    row, sight = queries.one_own_need(request.person, network, need, clock.day(request.at))
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, FORM, _park_form(sight, row.pk), status=422, form=form)
    actions.park_need(need=row, reason=form.cleaned_data["reason"], by=request.person, at=request.at)
    return redirect(sight.row_href("need", row.pk))


@writes
def take_up_need(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Take a need up again."""
    row, sight = queries.one_own_need(request.person, network, need, clock.day(request.at))
    actions.take_up_need(need=row, by=request.person, at=request.at)
    return redirect(sight.row_href("need", row.pk))


def _talk_form(sight: Sight, need_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("A talk before a procurement"),
        lead=_(
            "Log every talk, so that it can be shown that all were treated alike. The log stays in the municipality."
        ),
        action=sight.row_href("log_talk", need_id),
        button=_("Log the talk"),
        back=sight.row_href("need", need_id),
    )


@reads
def new_talk(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """A talk to log."""
    day = clock.day(request.at)
    row, sight = queries.one_own_need(request.person, network, need, day)
    return show(request, FORM, _talk_form(sight, row.pk), form=forms.TalkForm(today=day))


@writes
def log_talk(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Log a talk."""
    day = clock.day(request.at)
    row, sight = queries.one_own_need(request.person, network, need, day)
    form = forms.TalkForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _talk_form(sight, row.pk), status=422, form=form)
    actions.log_talk(need=row, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(sight.row_href("need", row.pk))


# --- Whom to talk to ----------------------------------------------------------------------------------------------


@reads
def matching(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Whom to talk to about a need."""
    day = clock.day(request.at)
    row, sight = queries.one_own_need(request.person, network, need, day)
    return show(request, "goals/matching.html", queries.matching_page(row, sight, day))


@writes
def note_contact(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Note that an enterprise has been contacted."""
    row, sight = queries.one_own_need(request.person, network, need, clock.day(request.at))
    actions.note_contact(
        need=row,
        enterprise_id=whole_number(request.POST.get("foretag", "")) or 0,
        note=request.POST.get("anteckning", "")[:400],
        by=request.person,
        at=request.at,
    )
    return redirect(sight.row_href("matching", row.pk))


@writes
def link_collaboration(request: PersonRequest, network: str, need: int) -> HttpResponse:
    """Tie a need to the collaboration that it led to."""
    row, sight = queries.one_own_need(request.person, network, need, clock.day(request.at))
    actions.link_collaboration(
        need=row,
        collaboration_id=whole_number(request.POST.get("samverkan", "")) or 0,
        by=request.person,
        at=request.at,
    )
    return redirect(sight.row_href("matching", row.pk))


@reads
def bring_in_page(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A list to bring in."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.BringInForm(participation=sight.participation, today=day)
    return show(request, "goals/bring_in.html", sight, form=form)


@writes
def bring_in_needs(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Show what a list would become; bring it in when it has been seen."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.BringInForm(request.POST, request.FILES, participation=sight.participation, today=day)
    if not form.is_ready() or form.found is None:
        return show(request, "goals/bring_in.html", sight, status=422, form=form, found=form.found)
    actions.bring_in_needs(participation=sight.participation, drafts=form.found.needs, by=request.person, at=request.at)
    return redirect(sight.href("needs"))
