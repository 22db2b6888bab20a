"""What colleagues of municipalities and the host do with entries."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.pages import show as draw
from samverka.enterprises import actions, queries
from samverka.enterprises.forms import (
    ArchiveForm,
    CertificationForm,
    EntryForm,
    JudgementForm,
    MergeForm,
    NewEntryForm,
    OfferForm,
)
from samverka.people.doors import PersonRequest, reads, writes


@reads
def new(request: PersonRequest) -> HttpResponse:
    """An enterprise becomes known."""
    day = clock.day(request.at)
    who = queries.register_keeper(request.person, day)
    return draw(request, "enterprises/new.html", who, form=NewEntryForm(today=day, organisations=who.organisations))


@writes
def enter(request: PersonRequest) -> HttpResponse:
    """Write it down."""
    day = clock.day(request.at)
    who = queries.register_keeper(request.person, day)
    form = NewEntryForm(request.POST, today=day, organisations=who.organisations)
    if not form.is_valid():
        return draw(request, "enterprises/new.html", who, status=422, form=form)
    row = actions.enter_enterprise(
        values=form.values,
        organisation=queries.entering_organisation(who, form.organisation_id),
        known_since=form.cleaned_data["known_since"],
        by=request.person,
        at=request.at,
    )
    return redirect("enterprises:entry", enterprise=row.pk)


@reads
def edit(request: PersonRequest, enterprise: int) -> HttpResponse:
    """What is known of it."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    return draw(request, "enterprises/edit.html", row, form=EntryForm(initial=queries.entry_initial(row)))


@writes
def describe(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Put it right."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return draw(request, "enterprises/edit.html", row, status=422, form=form)
    places = form.cleaned_data["places"]
    actions.describe_enterprise(
        enterprise=row,
        values=form.values,
        municipalities=places.municipalities,
        counties=places.counties,
        by=request.person,
        at=request.at,
    )
    return redirect("enterprises:entry", enterprise=row.pk)


@reads
def offers(request: PersonRequest, enterprise: int) -> HttpResponse:
    """What it offers."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    return draw(request, "enterprises/offers.html", queries.offers_page(row), form=OfferForm())


@writes
def add_offer(request: PersonRequest, enterprise: int) -> HttpResponse:
    """One thing more."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return draw(request, "enterprises/offers.html", queries.offers_page(row), status=422, form=form)
    actions.add_offer(
        enterprise=row, values=form.values, cpv=form.cleaned_data["cpv"], by=request.person, at=request.at
    )
    return redirect("enterprises:offers", enterprise=row.pk)


@writes
def remove_offer(request: PersonRequest, offer: int) -> HttpResponse:
    """One thing less."""
    row = queries.kept_offer(queries.register_keeper(request.person, clock.day(request.at)), offer)
    actions.remove_offer(offer=row, by=request.person, at=request.at)
    return redirect("enterprises:offers", enterprise=row.enterprise_id)


@reads
def judgement(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Judge it by a definition."""
    day = clock.day(request.at)
    row = queries.kept_entry(queries.register_keeper(request.person, day), enterprise)
    definition = JudgementForm.known(request.GET.get("definition", ""))
    form = JudgementForm(definition=definition, today=day)
    return draw(request, "enterprises/judgement.html", queries.judging_page(row, definition), form=form)


@writes
def judge(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Keep the judgement."""
    day = clock.day(request.at)
    row = queries.kept_entry(queries.register_keeper(request.person, day), enterprise)
    definition = JudgementForm.known(request.POST.get("definition", ""))
    form = JudgementForm(request.POST, definition=definition, today=day)
    if not form.is_valid():
        page = queries.judging_page(row, definition)
        return draw(request, "enterprises/judgement.html", page, status=422, form=form)
    actions.judge_enterprise(
        enterprise=row,
        definition=definition,
        answers=form.answers,
        judged_by=form.cleaned_data["judged_by"],
        day=form.cleaned_data["day"],
        by=request.person,
        at=request.at,
    )
    return redirect("enterprises:entry", enterprise=row.pk)


@reads
def certification(request: PersonRequest, enterprise: int) -> HttpResponse:
    """A certification."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    return draw(request, "enterprises/certification.html", row, form=CertificationForm())


@writes
def certify(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Note it."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    form = CertificationForm(request.POST)
    if not form.is_valid():
        return draw(request, "enterprises/certification.html", row, status=422, form=form)
    actions.note_certification(enterprise=row, values=form.cleaned_data, by=request.person, at=request.at)
    return redirect("enterprises:entry", enterprise=row.pk)


@writes
def identify(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Our municipality knows it too."""
    day = clock.day(request.at)
    who = queries.colleague(request.person, day)
    row = queries.one_entry(who, enterprise)
    actions.identify_enterprise(
        enterprise=row, organisation=queries.one_organisation(who, None), day=day, by=request.person, at=request.at
    )
    return redirect("enterprises:entry", enterprise=row.pk)


@writes
def send_link(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Ask the enterprise to consent and to confirm."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    actions.send_link(enterprise=row, by=request.person, at=request.at)
    return redirect("enterprises:entry", enterprise=row.pk)


@reads
def merging(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Two entries of the same enterprise."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    return draw(request, "enterprises/merge.html", row, form=MergeForm())


@writes
def merge(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Make them one."""
    who = queries.register_keeper(request.person, clock.day(request.at))
    row = queries.kept_entry(who, enterprise)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return draw(request, "enterprises/merge.html", row, status=422, form=form)
    into = queries.one_entry(who, form.into_id)
    actions.merge_enterprises(enterprise=row, into=into, by=request.person, at=request.at)
    return redirect("enterprises:entry", enterprise=into.pk)


@reads
def archiving(request: PersonRequest, enterprise: int) -> HttpResponse:
    """Take it out of the register."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    return draw(request, "enterprises/archive.html", row, form=ArchiveForm())


@writes
def archive(request: PersonRequest, enterprise: int) -> HttpResponse:
    """With the reason."""
    row = queries.kept_entry(queries.register_keeper(request.person, clock.day(request.at)), enterprise)
    form = ArchiveForm(request.POST)
    if not form.is_valid():
        return draw(request, "enterprises/archive.html", row, status=422, form=form)
    actions.archive_enterprise(enterprise=row, reason=form.cleaned_data["reason"], by=request.person, at=request.at)
    return redirect("enterprises:register")
