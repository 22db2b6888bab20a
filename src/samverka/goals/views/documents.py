"""Pages of governing documents, plans and actions."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show
from samverka.documents import exports as files
from samverka.goals import actions, forms, queries
from samverka.goals.queries import FormPage, Sight
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes

FORM, TEXT = "goals/form.html", "goals/document_form.html"


@reads
def documents(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A seat's governing documents."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return show(request, "goals/documents.html", queries.documents_page(sight, day))


@reads
def documents_csv(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """The same as a file."""
    day = clock.day(request.at)
    sight = queries.one_sight(request.person, network, participation, day)
    return csv_download(queries.documents_page(sight, day).documents)


def _draft_form(sight: Sight) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Begin a governing document"),
        lead=_("You get the headings that such a document usually has, and change them as you like."),
        action=sight.href("draft_document"),
        button=_("Begin the document"),
        back=sight.href("documents"),
    )


@reads
def new_document(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """A document to begin."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.DraftForm(owners=queries.owner_suggestions(sight.participation, day))
    return show(request, FORM, _draft_form(sight), form=form)


@writes
def draft_document(request: PersonRequest, network: str, participation: int) -> HttpResponse:
    """Begin a document."""
    day = clock.day(request.at)
    sight = queries.one_working_sight(request.person, network, participation, day)
    form = forms.DraftForm(request.POST, owners=queries.owner_suggestions(sight.participation, day))
    if not form.is_valid():
        return show(request, FORM, _draft_form(sight), status=422, form=form)
    headings = queries.template_headings(form.cleaned_data["kind"])
    begun = actions.draft_document(
        participation=sight.participation,
        values={**form.values(), "sections": [{"heading": heading, "text": ""} for heading in headings]},
        by=request.person,
        at=request.at,
    )
    return redirect(sight.row_href("document", begun.pk))


@reads
def document(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """One document."""
    day = clock.day(request.at)
    row, sight = queries.one_document(request.person, network, document, day)
    return show(request, "goals/document.html", queries.document_page(row, sight, day))


@reads
def document_file(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """A document's file."""
    row, _sight = queries.one_document(request.person, network, document, clock.day(request.at))
    return files.download(queries.file_of(row))


def _text_form(sight: Sight, document_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Write the document"),
        action=sight.row_href("change_document", document_id),
        button=_("Save the document"),
        back=sight.row_href("document", document_id),
        has_file=True,
    )


@reads
def document_form(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """A document to write on."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    form = forms.DocumentForm(document=row, owners=queries.owner_suggestions(sight.participation, day))
    return show(request, TEXT, _text_form(sight, row.pk), form=form)


@writes
def change_document(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Save a document's text."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    owners = queries.owner_suggestions(sight.participation, day)
    form = forms.DocumentForm(request.POST, request.FILES, document=row, owners=owners)
    if not form.is_valid():
        return show(request, TEXT, _text_form(sight, row.pk), status=422, form=form)
    upload = form.cleaned_data["upload"]
    actions.change_document(
        document=row,
        values=form.values(),
        edition=form.cleaned_data["edition"],
        file_name=upload.name if upload else "",
        file_data=upload.read() if upload else b"",
        by=request.person,
        at=request.at,
    )
    return redirect(sight.row_href("document", row.pk))


@writes
def send_on_consultation(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Send a draft on consultation."""
    row, sight = queries.one_own_document(request.person, network, document, clock.day(request.at))
    actions.send_on_consultation(document=row, by=request.person, at=request.at)
    return redirect(sight.row_href("document", row.pk))


def _propose_form(sight: Sight, document_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("On its way to a decision"),
        lead=_("The goal board shows which body is to decide, and on which day."),
        action=sight.row_href("propose_document", document_id),
        button=_("Put it on its way"),
        back=sight.row_href("document", document_id),
    )


@reads
def propose_document_page(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Where a document is put on its way."""
    row, sight = queries.one_own_document(request.person, network, document, clock.day(request.at))
    return show(request, FORM, _propose_form(sight, row.pk), form=forms.ProposeForm(document=row))


@writes
def propose_document(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Put a document on its way."""
    row, sight = queries.one_own_document(request.person, network, document, clock.day(request.at))
    form = forms.ProposeForm(request.POST, document=row)
    if not form.is_valid():
        return show(request, FORM, _propose_form(sight, row.pk), status=422, form=form)
    actions.propose_document(document=row, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(sight.row_href("document", row.pk))


def _adopt_form(sight: Sight, document_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Note that the document is adopted"),
        notes=(_("An adopted document is public: anyone can read it from now on."),),
        action=sight.row_href("adopt_document", document_id),
        button=_("Note the decision and publish"),
        back=sight.row_href("document", document_id),
    )


@reads
def adopt_document_page(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Where a document's adoption is noted."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    owners = queries.owner_suggestions(sight.participation, day)
    form = forms.AdoptForm(document=row, today=day, others=queries.replaceable(row), owners=owners)
    return show(request, FORM, _adopt_form(sight, row.pk), form=form)


@writes
def adopt_document(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Note that a document is adopted."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    owners = queries.owner_suggestions(sight.participation, day)
    form = forms.AdoptForm(request.POST, document=row, today=day, others=queries.replaceable(row), owners=owners)
    if not form.is_valid():
        return show(request, FORM, _adopt_form(sight, row.pk), status=422, form=form)
    actions.adopt_document(document=row, by=request.person, at=request.at, **form.values())
    return redirect(sight.row_href("document", row.pk))


@writes
def begin_revision(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Begin the revision of a document."""
    row, sight = queries.one_own_document(request.person, network, document, clock.day(request.at))
    actions.begin_revision(document=row, by=request.person, at=request.at)
    return redirect(sight.row_href("document", row.pk))


def _repeal_form(sight: Sight, document_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Repeal the document"),
        action=sight.row_href("repeal_document", document_id),
        button=_("Repeal the document"),
        back=sight.row_href("document", document_id),
    )


@reads
def repeal_document_page(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Where a document is repealed."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    return show(request, FORM, _repeal_form(sight, row.pk), form=forms.RepealForm(today=day))


@writes
def repeal_document(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Repeal a document."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    form = forms.RepealForm(request.POST, today=day)
    if not form.is_valid():
        return show(request, FORM, _repeal_form(sight, row.pk), status=422, form=form)
    actions.repeal_document(
        document=row, repealed_day=form.cleaned_data["repealed_day"], by=request.person, at=request.at
    )
    return redirect(sight.row_href("document", row.pk))


# --- The plan -----------------------------------------------------------------------------------------------------


def _goal_form(sight: Sight, document_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("A goal of the plan"),
        action=sight.row_href("add_goal", document_id),
        button=_("Save the goal"),
        back=sight.row_href("document", document_id),
    )


@reads
def new_goal(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """A goal to add."""
    row, sight = queries.one_own_document(request.person, network, document, clock.day(request.at))
    return show(request, FORM, _goal_form(sight, row.pk), form=forms.GoalForm())


@writes
def add_goal(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Add a goal."""
    row, sight = queries.one_own_document(request.person, network, document, clock.day(request.at))
    form = forms.GoalForm(request.POST)
    if not form.is_valid():
        return show(request, FORM, _goal_form(sight, row.pk), status=422, form=form)
    actions.add_goal(document=row, text=form.cleaned_data["text"], by=request.person, at=request.at)
    return redirect(sight.row_href("document", row.pk))


def _follow_up_form(sight: Sight, document_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Follow up the plan"),
        lead=_("The figures of the day are kept with what you write."),
        action=sight.row_href("follow_up_plan", document_id),
        button=_("Save the follow-up"),
        back=sight.row_href("document", document_id),
    )


@reads
def follow_up_page(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Where a plan is followed up."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    form = forms.FollowUpForm(document=row, today=day)
    return show(request, FORM, _follow_up_form(sight, row.pk), form=form)


@writes
def follow_up_plan(request: PersonRequest, network: str, document: int) -> HttpResponse:
    """Follow up a plan."""
    day = clock.day(request.at)
    row, sight = queries.one_own_document(request.person, network, document, day)
    form = forms.FollowUpForm(request.POST, document=row, today=day)
    if not form.is_valid():
        return show(request, FORM, _follow_up_form(sight, row.pk), status=422, form=form)
    actions.follow_up_plan(document=row, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(sight.row_href("document", row.pk))


def _action_form(sight: Sight, title: str, action: str, back: str) -> FormPage:
    return FormPage(kicker=sight.name, title=title, action=action, button=_("Save the action"), back=back)


@reads
def new_action(request: PersonRequest, network: str, goal: int) -> HttpResponse:
    """An action to add to a goal."""
    day = clock.day(request.at)
    row, sight = queries.one_own_goal(request.person, network, goal, day)
    form = forms.ActionForm(
        is_adopted=row.document.adopted_at is not None, owners=queries.owner_suggestions(sight.participation, day)
    )
    back = sight.row_href("document", row.document_id)
    page = _action_form(
        sight, _("An action for: %(goal)s") % {"goal": row.text}, sight.row_href("add_action", row.pk), back
    )
    return show(request, FORM, page, form=form)


@writes
def add_action(request: PersonRequest, network: str, goal: int) -> HttpResponse:
    """Add an action to a goal."""
    day = clock.day(request.at)
    row, sight = queries.one_own_goal(request.person, network, goal, day)
    owners = queries.owner_suggestions(sight.participation, day)
    form = forms.ActionForm(request.POST, is_adopted=row.document.adopted_at is not None, owners=owners)
    back = sight.row_href("document", row.document_id)
    if not form.is_valid():
        title = _("An action for: %(goal)s") % {"goal": row.text}
        page = _action_form(sight, title, sight.row_href("add_action", row.pk), back)
        return show(request, FORM, page, status=422, form=form)
    actions.add_action(goal=row, values=form.values(), by=request.person, at=request.at)
    return redirect(back)


@reads
def action(request: PersonRequest, network: str, action: int) -> HttpResponse:
    """One action."""
    day = clock.day(request.at)
    row, sight = queries.one_own_action(request.person, network, action, day)
    return show(request, "goals/action.html", queries.action_page(row, sight, day), form=forms.NoteForm(action=row))


@writes
def note_action(request: PersonRequest, network: str, action: int) -> HttpResponse:
    """Note what has happened to an action."""
    day = clock.day(request.at)
    row, sight = queries.one_own_action(request.person, network, action, day)
    form = forms.NoteForm(request.POST, action=row)
    if not form.is_valid():
        return show(request, "goals/action.html", queries.action_page(row, sight, day), status=422, form=form)
    actions.note_action(action=row, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(sight.row_href("action", row.pk))


@reads
def action_form(request: PersonRequest, network: str, action: int) -> HttpResponse:
    """An action to change."""
    day = clock.day(request.at)
    row, sight = queries.one_own_action(request.person, network, action, day)
    owners = queries.owner_suggestions(sight.participation, day)
    form = forms.ActionForm(action=row, is_adopted=row.goal.document.adopted_at is not None, owners=owners)
    page = _action_form(
        sight, _("Change the action"), sight.row_href("change_action", row.pk), sight.row_href("action", row.pk)
    )
    return show(request, FORM, page, form=form)


@writes
def change_action(request: PersonRequest, network: str, action: int) -> HttpResponse:
    """Change an action."""
    day = clock.day(request.at)
    row, sight = queries.one_own_action(request.person, network, action, day)
    owners = queries.owner_suggestions(sight.participation, day)
    is_adopted = row.goal.document.adopted_at is not None
    form = forms.ActionForm(request.POST, action=row, is_adopted=is_adopted, owners=owners)
    if not form.is_valid():
        page = _action_form(
            sight, _("Change the action"), sight.row_href("change_action", row.pk), sight.row_href("action", row.pk)
        )
        return show(request, FORM, page, status=422, form=form)
    actions.change_action(action=row, values=form.values(), by=request.person, at=request.at)
    return redirect(sight.row_href("action", row.pk))


def _postpone_form(sight: Sight, action_id: int) -> FormPage:
    return FormPage(
        kicker=sight.name,
        title=_("Postpone the action"),
        action=sight.row_href("postpone_action", action_id),
        button=_("Postpone the action"),
        back=sight.row_href("action", action_id),
    )


@reads
def postpone_action_page(request: PersonRequest, network: str, action: int) -> HttpResponse:
    """Where an action gets a later day."""
    row, sight = queries.one_own_action(request.person, network, action, clock.day(request.at))
    return show(request, FORM, _postpone_form(sight, row.pk), form=forms.PostponeForm(action=row))


@writes
def postpone_action(request: PersonRequest, network: str, action: int) -> HttpResponse:
    """Give an action a later day."""
    row, sight = queries.one_own_action(request.person, network, action, clock.day(request.at))
    form = forms.PostponeForm(request.POST, action=row)
    if not form.is_valid():
        return show(request, FORM, _postpone_form(sight, row.pk), status=422, form=form)
    actions.postpone_action(action=row, by=request.person, at=request.at, **form.cleaned_data)
    return redirect(sight.row_href("action", row.pk))


# --- For anyone ---------------------------------------------------------------------------------------------------


@reads(public=True)
def public_documents(request: VisitorRequest) -> HttpResponse:
    """Adopted documents of all municipalities."""
    page = queries.public_documents_page(sorted_by=request.GET.get("sortera", ""))
    return show(request, "goals/public_documents.html", page)


@reads(public=True)
def public_documents_csv(request: VisitorRequest) -> HttpResponse:  # noqa: ARG001 - a door hands it in
    """The same as a file."""
    return csv_download(queries.public_documents_page().table)


@reads(public=True)
def public_document(request: VisitorRequest, document: int) -> HttpResponse:
    """One adopted document."""
    page = queries.public_document_page(queries.one_public_document(document))
    return show(request, "goals/public_document.html", page)


@reads(public=True)
def public_document_file(request: VisitorRequest, document: int) -> HttpResponse:  # noqa: ARG001 - a door hands it in
    """The file of an adopted document."""
    return files.download(queries.file_of(queries.one_public_document(document)))
