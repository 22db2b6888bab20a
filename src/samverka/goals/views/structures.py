"""Pages of the internal group and the forums."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show
from samverka.goals import actions, forms, queries
from samverka.goals.queries import FormPage, Sight
from samverka.people.doors import PersonRequest, reads, writes

FORM = "goals/form.html"


def _form(sight: Sight, title: str, action: str, button: str, back: str = "", lead: str = "") -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=title,
        lead=lead,
        action=action,
        button=button,
        back=back or sight.href("structures"),
    )


@reads
def structures(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A seat's structures."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return show(request, "goals/structures.html", queries.structures_page(sight, day))


@reads
def connections_csv(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Who is connected with whom, as a file."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return csv_download(queries.structures_page(sight, day).connections)


def _internal(sight: Sight) -> FormPage:
    return _form(
        sight,
        _("The internal structure"),
        sight.href("describe_internal"),
        _("Save the structure"),
        lead=_("Everything may wait. It is active once a function coordinates and the group meets."),
    )


@reads
def internal_form(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The internal structure to describe."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    return show(request, FORM, _internal(sight), form=forms.InternalForm(structure=queries.own_internal(sight)))


@writes
def describe_internal(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Describe the internal structure."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    form = forms.InternalForm(request.POST, structure=queries.own_internal(sight))
    if not form.is_valid():
        return show(request, FORM, _internal(sight), status=422, form=form)
    actions.describe_internal(participation=sight.participation, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.href("structures"))


def _group_member(sight: Sight) -> FormPage:
    return _form(sight, _("A function in the group"), sight.href("add_group_member"), _("Add to the group"))


@reads
def new_group_member(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A function to add to the group."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    queries.must_have_internal(sight)
    return show(request, FORM, _group_member(sight), form=forms.GroupMemberForm(today=day))


@writes
def add_group_member(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Add a function to the group."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    structure = queries.must_have_internal(sight)
    form = forms.GroupMemberForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _group_member(sight), status=422, form=form)
    actions.add_group_member(structure=structure, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.href("structures"))


@reads
def end_group_member_page(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """Where a function leaves the group."""
    day = clock.day(request.at)
    row, sight = queries.one_own_group_member(request.person, network, member, day)
    page = _form(sight, row.function, sight.row_href("end_group_member", row.pk), _("Set the last day"))
    return show(request, FORM, page, form=forms.LastDayForm(first_day=row.first_day, today=day))


@writes
def end_group_member(request: PersonRequest, network: str, member: int) -> HttpResponse:
    """Let a function leave the group."""
    day = clock.day(request.at)
    row, sight = queries.one_own_group_member(request.person, network, member, day)
    form = forms.LastDayForm(request.POST, first_day=row.first_day, today=day)
    if not form.is_valid():
        page = _form(sight, row.function, sight.row_href("end_group_member", row.pk), _("Set the last day"))
        return show(request, FORM, page, status=422, form=form)
    actions.end_group_member(member=row, last_day=form.cleaned_data["last_day"], by=request.person, at=request.at)
    return redirect(sight.href("structures"))


def _group_meeting(sight: Sight) -> FormPage:
    return _form(sight, _("The group has met"), sight.href("note_group_meeting"), _("Note the meeting"))


@reads
def new_group_meeting(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A meeting of the group to note."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    queries.must_have_internal(sight)
    return show(request, FORM, _group_meeting(sight), form=forms.GroupMeetingForm(today=day))


@writes
def note_group_meeting(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Note a meeting of the group."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    structure = queries.must_have_internal(sight)
    form = forms.GroupMeetingForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _group_meeting(sight), status=422, form=form)
    actions.note_group_meeting(structure=structure, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(sight.href("structures"))


# --- Forums -------------------------------------------------------------------------------------------------------


@reads
def new_forum(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A forum to set up."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    page = _form(sight, _("A forum with others"), sight.href("set_up_forum"), _("Save the forum"))
    return show(request, FORM, page, form=forms.ForumForm())


@writes
def set_up_forum(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Set up a forum."""
    sight = queries.one_working_sight(request.person, network, participation, clock.day(request.at))
    form = forms.ForumForm(request.POST)
    if not form.is_valid():
        page = _form(sight, _("A forum with others"), sight.href("set_up_forum"), _("Save the forum"))
        return show(request, FORM, page, status=422, form=form)
    made = actions.set_up_forum(
        participation=sight.participation, values=form.values(), by=request.person, at=request.at
    )
    return redirect(sight.row_href("forum", made.pk))


@reads
def forum(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """One forum."""
    day = clock.day(request.at)
    row, sight = queries.one_forum(request.person, network, forum, day)
    return show(request, "goals/forum.html", queries.forum_page(row, sight, day))


def _forum_form(sight: Sight, forum_id: int) -> FormPage:
    back = sight.row_href("forum", forum_id)
    return _form(sight, _("Change the forum"), sight.row_href("describe_forum", forum_id), _("Save the forum"), back)


@reads
def forum_form(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """A forum to change."""
    row, sight = queries.one_own_forum(request.person, network, forum, clock.day(request.at))
    return show(request, FORM, _forum_form(sight, row.pk), form=forms.ForumForm(forum=row))


@writes
def describe_forum(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """Change a forum."""
    row, sight = queries.one_own_forum(request.person, network, forum, clock.day(request.at))
    form = forms.ForumForm(request.POST, forum=row)
    if not form.is_valid():
        return show(request, FORM, _forum_form(sight, row.pk), status=422, form=form)
    actions.describe_forum(forum=row, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.row_href("forum", row.pk))


def _party_form(sight: Sight, forum_id: int) -> FormPage:
    back = sight.row_href("forum", forum_id)
    return _form(sight, _("A party in the forum"), sight.row_href("add_party", forum_id), _("Add the party"), back)


@reads
def new_party(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """A party to add."""
    day = clock.day(request.at)
    row, sight = queries.one_own_forum(request.person, network, forum, day)
    return show(request, FORM, _party_form(sight, row.pk), form=forms.PartyForm(today=day))


@writes
def add_party(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """Add a party."""
    day = clock.day(request.at)
    row, sight = queries.one_own_forum(request.person, network, forum, day)
    form = forms.PartyForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _party_form(sight, row.pk), status=422, form=form)
    actions.add_party(structure=row, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.row_href("forum", row.pk))


@reads
def end_party_page(request: PersonRequest, network: str, party: int) -> HttpResponse:
    """Where a party leaves a forum."""
    day = clock.day(request.at)
    row, sight = queries.one_own_party(request.person, network, party, day)
    back = sight.row_href("forum", row.structure_id)
    page = _form(sight, row.name, sight.row_href("end_party", row.pk), _("Set the last day"), back)
    return show(request, FORM, page, form=forms.LastDayForm(first_day=row.first_day, today=day))


@writes
def end_party(request: PersonRequest, network: str, party: int) -> HttpResponse:
    """Let a party leave a forum."""
    day = clock.day(request.at)
    row, sight = queries.one_own_party(request.person, network, party, day)
    form = forms.LastDayForm(request.POST, first_day=row.first_day, today=day)
    back = sight.row_href("forum", row.structure_id)
    if not form.is_valid():
        page = _form(sight, row.name, sight.row_href("end_party", row.pk), _("Set the last day"), back)
        return show(request, FORM, page, status=422, form=form)
    actions.end_party(party=row, last_day=form.cleaned_data["last_day"], by=request.person, at=request.at)
    return redirect(back)


def _dialogue_form(sight: Sight, forum_id: int) -> FormPage:
    back = sight.row_href("forum", forum_id)
    return _form(
        sight,
        _("A dialogue in the forum"),
        sight.row_href("note_forum_dialogue", forum_id),
        _("Note the dialogue"),
        back,
    )


@reads
def new_forum_dialogue(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """A dialogue to note."""
    day = clock.day(request.at)
    row, sight = queries.one_own_forum(request.person, network, forum, day)
    form = forms.ForumDialogueForm(
        today=day, departments=queries.departments_of(sight, day), parties=queries.parties_of(row)
    )
    return show(request, FORM, _dialogue_form(sight, row.pk), form=form)


@writes
def note_forum_dialogue(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """Note a dialogue."""
    day = clock.day(request.at)
    row, sight = queries.one_own_forum(request.person, network, forum, day)
    departments, parties = queries.departments_of(sight, day), queries.parties_of(row)
    form = forms.ForumDialogueForm(request.POST, today=day, departments=departments, parties=parties)
    if not form.is_valid():
        return show(request, FORM, _dialogue_form(sight, row.pk), status=422, form=form)
    actions.note_forum_dialogue(structure=row, by=request.person, at=request.at, **form.values())
    return redirect(sight.row_href("forum", row.pk))


def _close_form(sight: Sight, forum_id: int) -> FormPage:
    back = sight.row_href("forum", forum_id)
    return _form(sight, _("Close the forum"), sight.row_href("close_forum", forum_id), _("Close the forum"), back)


@reads
def close_forum_page(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """Where a forum is closed."""
    day = clock.day(request.at)
    row, sight = queries.one_own_forum(request.person, network, forum, day)
    return show(request, FORM, _close_form(sight, row.pk), form=forms.CloseForm(today=day))


@writes
def close_forum(request: PersonRequest, network: str, forum: int) -> HttpResponse:
    """Close a forum."""
    day = clock.day(request.at)
    row, sight = queries.one_own_forum(request.person, network, forum, day)
    form = forms.CloseForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _close_form(sight, row.pk), status=422, form=form)
    actions.close_forum(forum=row, closed_day=form.cleaned_data["closed_day"], by=request.person, at=request.at)
    return redirect(sight.row_href("forum", row.pk))
