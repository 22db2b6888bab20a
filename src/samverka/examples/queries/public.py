"""What anyone may read: published examples, exactly as they were approved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from samverka.core.verdicts import Verdict, no
from samverka.core.words import search_words
from samverka.enterprises.models import Form
from samverka.examples import figures, rules
from samverka.examples.models import ExampleEdition, ExamplePicture, ExampleUse
from samverka.examples.queries.sight import organisations_of
from samverka.goals.models import DimensionChoices
from samverka.people.models import Person

LIST_LENGTH = 50
FEED_LENGTH = 30


def editions() -> QuerySet[ExampleEdition]:
    """The current edition of each example that is published and not archived, newest first."""
    return (
        ExampleEdition.objects.filter(is_current=True, example__archived_at__isnull=True)
        .select_related("example__participation__organisation")
        .annotate(times_used=Count("example__uses"))
        .order_by("-published_at", "-pk")
    )


def found(text: str, *, form: str = "", dimension: str = "") -> QuerySet[ExampleEdition]:
    """The published examples that hold every word of a question, in any inflection."""
    rows = editions()
    for stem in search_words(text).split():
        rows = rows.filter(search_words__contains=f" {stem}")
    if form in Form.values:
        rows = rows.filter(form=form)
    if dimension in DimensionChoices.values:
        rows = rows.filter(dimensions__contains=f" {dimension} ")
    return rows


def absolute(path: str) -> str:
    """A whole address, for feeds, letters and search engines."""
    return settings.BASE_URL + path


@dataclass(frozen=True, slots=True)
class Card:
    """One example in a list."""

    title: str
    ingress: str
    href: str
    organisation: str
    form: str
    published_at: datetime
    times_used: int


def card(edition: ExampleEdition) -> Card:
    """An edition as a list shows it."""
    in_english = get_language() == "en"
    content = edition.content
    return Card(
        title=(in_english and content["title_en"]) or edition.title,
        ingress=edition.ingress,
        href=reverse("examples:show", args=[edition.example.slug]),
        organisation=str(content["organisation"]),
        form=form_word(edition.form),
        published_at=edition.published_at,
        times_used=getattr(edition, "times_used", 0),
    )


def form_word(form: str) -> str:
    """A form of collaboration in words; empty for none."""
    return str(Form(form).label) if form in Form.values else ""


def dimension_words(dimensions: object) -> tuple[str, ...]:
    """The dimensions in words, in the order of the chain."""
    chosen = set(dimensions) if isinstance(dimensions, list) else set()
    return tuple(str(one.label) for one in DimensionChoices if one.value in chosen)


@dataclass(frozen=True, slots=True)
class ListPage:
    """All published examples, or those that a search finds."""

    cards: tuple[Card, ...]
    text: str
    form: str
    dimension: str
    forms: tuple[tuple[str, str], ...]
    dimensions: tuple[tuple[str, str], ...]
    is_search: bool
    is_cut: bool


def list_page(*, text: str, form: str, dimension: str) -> ListPage:
    """The public list: one statement, however many there are."""
    rows = list(found(text, form=form, dimension=dimension)[: LIST_LENGTH + 1])
    return ListPage(
        cards=tuple(card(edition) for edition in rows[:LIST_LENGTH]),
        text=text,
        form=form,
        dimension=dimension,
        forms=tuple((value, str(label)) for value, label in Form.choices),
        dimensions=tuple((value, str(label)) for value, label in DimensionChoices.choices),
        is_search=bool(text or form or dimension),
        is_cut=len(rows) > LIST_LENGTH,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of an example."""

    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its words."""

    href: str
    alt: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Story:
    """An example's content, laid out for reading: the same for the draft that is approved and the published page."""

    title: str
    title_en: str
    organisation: str
    network: str
    ingress: str
    conclusions: tuple[str, ...]
    parts: tuple[Part, ...]
    figures: tuple[Mapping[str, str], ...]
    pictures: tuple[Picture, ...]
    summary_en: tuple[str, ...]
    form: str
    dimensions: tuple[str, ...]
    partners: str
    contact: str
    enterprises: tuple[str, ...]


def story(content: Mapping[str, Any], *, picture_address: Mapping[int, str]) -> Story:
    """The content of an example as its page reads."""
    named = ("background", "done", "results", "costs", "obstacles", "tips")
    return Story(
        title=content["title"],
        title_en=content["title_en"],
        organisation=content["organisation"],
        network=content["network"],
        ingress=content["ingress"],
        conclusions=tuple(content["conclusions"]),
        parts=tuple(
            Part(name, tuple(figures.paragraphs(content[name]))) for name in named if str(content[name]).strip()
        ),
        figures=tuple(content["figures"]),
        pictures=tuple(
            Picture(
                picture_address[picture["id"]], picture["alt"], picture["caption"], picture["width"], picture["height"]
            )
            for picture in content["pictures"]
        ),
        summary_en=tuple(figures.paragraphs(content["summary_en"])),
        form=form_word(content["form"]),
        dimensions=dimension_words(content["dimensions"]),
        partners=content["partners"],
        contact=content["contact"],
        enterprises=tuple(content["enterprises"]),
    )


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """A published example as anyone reads it."""

    story: Story
    slug: str
    published_at: datetime
    number: int
    is_archived: bool
    used_by: tuple[str, ...]
    address: str
    about: str
    # None for someone who is not signed in.
    may_note_use: Verdict | None
    speaks_for: str


def published(slug: str) -> ExampleEdition:
    """The current edition, archived or not.

    Raises:
        Http404: when there is none.
    """
    edition = (
        ExampleEdition.objects.filter(is_current=True, example__slug=slug)
        .select_related("example__participation__organisation")
        .first()
    )
    if edition is None:
        raise Http404
    return edition


def example_page(slug: str, person: Person | None, at: datetime) -> ExamplePage:
    """The page of a published example."""
    edition = published(slug)
    example = edition.example
    uses = list(ExampleUse.objects.filter(example=example).select_related("organisation").order_by("used_at"))
    address = reverse("examples:show", args=[slug])
    own = organisations_of(person, at.date()).first() if person else None
    return ExamplePage(
        story=story(
            edition.content,
            picture_address={
                picture["id"]: reverse("examples:picture", args=[slug, picture["id"]])
                for picture in edition.content["pictures"]
            },
        ),
        slug=slug,
        published_at=edition.published_at,
        number=edition.number,
        is_archived=example.archived_at is not None,
        used_by=tuple(use.organisation.name for use in uses),
        address=absolute(address),
        about=reverse("examples:structured", args=[slug]),
        may_note_use=use_verdict(edition, uses, own) if person else None,
        speaks_for=own.name if own else "",
    )


def use_verdict(edition: ExampleEdition, uses: list[ExampleUse], own: Any) -> Verdict:
    """Whether an organisation may say that it has used an example."""
    if edition.example.archived_at:
        return no(rules.may_archive(has_edition=True, is_archived=True).reason)
    return rules.may_note_use(
        is_member=own is not None,
        is_own=own is not None and own.pk == edition.example.participation.organisation_id,
        is_noted=own is not None and any(use.organisation_id == own.pk for use in uses),
    )


def public_picture(slug: str, picture_id: int) -> ExamplePicture:
    """A picture that stands in the published edition; one that was never approved is not there.

    Raises:
        Http404: when it does not.
    """
    edition = published(slug)
    if picture_id not in {picture["id"] for picture in edition.content["pictures"]}:
        raise Http404
    picture = ExamplePicture.objects.select_related("document").filter(pk=picture_id).first()
    if picture is None:
        raise Http404
    return picture


def structured(slug: str) -> dict[str, object]:
    """A published example as schema.org says it, for search engines (JSON-LD)."""
    edition = published(slug)
    content = edition.content
    address = absolute(reverse("examples:show", args=[slug]))
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": edition.title,
        "alternativeHeadline": content["title_en"],
        "abstract": edition.ingress,
        "inLanguage": "sv",
        "datePublished": edition.published_at.isoformat(),
        "version": str(edition.number),
        "author": {"@type": "GovernmentOrganization", "name": content["organisation"]},
        "keywords": [*dimension_words(content["dimensions"]), *filter(None, [form_word(edition.form)])],
        "mentions": [{"@type": "Organization", "name": name} for name in content["enterprises"]],
        "image": [absolute(reverse("examples:picture", args=[slug, picture["id"]])) for picture in content["pictures"]],
        "text": "\n".join(content["conclusions"]),
    }


def by_participation(participation_id: int) -> list[Card]:
    """The published examples of a municipality."""
    return [card(edition) for edition in editions().filter(Q(example__participation_id=participation_id))]


def feed() -> list[ExampleEdition]:
    """The newest published examples, for the feed."""
    return list(editions()[:FEED_LENGTH])
