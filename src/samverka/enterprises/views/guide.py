"""The form guide, CPV by plain words, and the dated table."""

from django.http import HttpResponse
from django.shortcuts import redirect

from samverka.core import clock
from samverka.core.downloads import csv_download
from samverka.core.pages import show as draw
from samverka.core.words import whole_number
from samverka.enterprises import actions, queries
from samverka.enterprises.figures.guide import cleaned
from samverka.enterprises.forms import StartForm, ThresholdForm
from samverka.people.doors import PersonRequest, VisitorRequest, reads, writes


@reads(public=True)
def guide(request: VisitorRequest) -> HttpResponse:
    """The next question, or the forms that the answers speak for."""
    day = clock.day(request.at)
    who = queries.viewer(request.person, day)
    key = whole_number(request.GET.get("samverkan", ""))
    row = queries.own_collaboration(who, key) if key else None
    page = queries.guide_page(who, cleaned(request.GET.dict()), day, row)
    form = None
    if page.may_start and not page.question and row is None and request.person:
        form = StartForm(
            owners=queries.colleagues_of(who.organisations, day),
            organisations=who.organisations,
            initial={"owner": str(request.person.pk), "day": day, "form": page.forms[0][0]},
        )
    return draw(request, "enterprises/guide.html", page, form=form)


@writes
def keep_answers(request: PersonRequest, collaboration: int) -> HttpResponse:
    """Keep the answers with a collaboration that is there."""
    row = queries.own_collaboration(queries.colleague(request.person, clock.day(request.at)), collaboration)
    actions.keep_guide_answers(
        collaboration=row,
        answers=request.POST.dict(),
        form=queries.known_form(request.POST.get("form", ""), row),
        by=request.person,
        at=request.at,
    )
    return redirect("enterprises:collaboration", collaboration=row.pk)


@reads(public=True)
def cpv(request: VisitorRequest) -> HttpResponse:
    """CPV codes by plain words."""
    return draw(request, "enterprises/cpv.html", queries.cpv_page(request.GET.get("sok", "")[:200]))


@reads(public=True)
def thresholds(request: VisitorRequest) -> HttpResponse:
    """The dated table."""
    day = clock.day(request.at)
    return draw(
        request, "enterprises/thresholds.html", queries.thresholds_page(queries.viewer(request.person, day), day)
    )


@reads(public=True)
def thresholds_csv(request: VisitorRequest) -> HttpResponse:
    """The same as a file."""
    return csv_download(queries.thresholds_page(queries.NOBODY, clock.day(request.at)).table)


@reads
def threshold(request: PersonRequest) -> HttpResponse:
    """A new row."""
    who = queries.hosting(request.person, clock.day(request.at))
    return draw(request, "enterprises/threshold.html", who, form=ThresholdForm())


@writes
def enter_threshold(request: PersonRequest) -> HttpResponse:
    """Enter the row."""
    who = queries.hosting(request.person, clock.day(request.at))
    form = ThresholdForm(request.POST)
    if not form.is_valid():
        return draw(request, "enterprises/threshold.html", who, status=422, form=form)
    actions.enter_threshold(values=form.cleaned_data, by=request.person, at=request.at)
    return redirect("enterprises:thresholds")
