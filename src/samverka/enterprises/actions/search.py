"""The words of the search, written beside what they tell of."""

from collections.abc import Iterable, Mapping

from django.db.models import Prefetch, QuerySet

from samverka.enterprises.figures import words
from samverka.enterprises.models import (
    CpvCode,
    CpvWord,
    EnterpriseWord,
    Offer,
    SearchPiece,
    SearchWord,
    ServedArea,
    SocialEnterprise,
)

# How much a word counts by where it stands.
NAME, OFFER, LABEL, PLAIN_WORDS, PLACE, DESCRIPTION = 6, 5, 4, 3, 4, 2
_BATCH = 500


def _word_ids(wanted: Iterable[str]) -> dict[str, int]:
    """The rows of these stems, written where they are new, with their pieces."""
    all_words = sorted(set(wanted))
    known: dict[str, int] = {}
    for start in range(0, len(all_words), _BATCH):
        part = all_words[start : start + _BATCH]
        known.update(SearchWord.objects.filter(word__in=part).values_list("word", "pk"))
    fresh = [word for word in all_words if word not in known]
    if fresh:
        SearchWord.objects.bulk_create(
            [SearchWord(word=word) for word in fresh], batch_size=_BATCH, ignore_conflicts=True
        )
        made: dict[str, int] = {}
        for start in range(0, len(fresh), _BATCH):
            made.update(SearchWord.objects.filter(word__in=fresh[start : start + _BATCH]).values_list("word", "pk"))
        SearchPiece.objects.bulk_create(
            [
                SearchPiece(piece=piece, word_id=key)
                for word, key in made.items()
                for piece in sorted(words.pieces(word))
            ],
            batch_size=_BATCH,
            ignore_conflicts=True,
        )
        known |= made
    return known


def _weighed(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Each stem with the greatest weight of the places where it stands."""
    found: dict[str, int] = {}
    for text, weight in parts:
        for stem in words.stems(text):
            found[stem] = max(weight, found.get(stem, 0))
    return found


def index_cpv(codes: QuerySet[CpvCode]) -> None:
    """Write the words of CPV codes anew."""
    weighed = {
        code.pk: _weighed(
            ((code.label_sv, LABEL), (code.label_en, LABEL), (code.plain_words, PLAIN_WORDS), (code.code, NAME))
        )
        for code in codes
    }
    ids = _word_ids(word for found in weighed.values() for word in found)
    CpvWord.objects.filter(cpv__in=list(weighed)).delete() if len(weighed) < _BATCH else CpvWord.objects.all().delete()
    CpvWord.objects.bulk_create(
        [
            CpvWord(cpv_id=key, word_id=ids[word], weight=weight)
            for key, found in weighed.items()
            for word, weight in found.items()
        ],
        batch_size=_BATCH,
    )


def _enterprise_words(enterprise: SocialEnterprise) -> dict[str, int]:
    parts: list[tuple[str, int]] = [
        (enterprise.name, NAME),
        (enterprise.organisation_number, NAME),
        (f"{enterprise.description} {enterprise.description_en}", DESCRIPTION),
    ]
    if enterprise.seat is not None:
        parts.append((enterprise.seat.name, PLACE))
    for offer in enterprise.offers.all():
        parts.append((offer.text, OFFER))
        parts.append((str(offer.get_kind_display()), DESCRIPTION))
        if offer.cpv is not None:
            parts += [(offer.cpv.label_sv, LABEL), (offer.cpv.plain_words, PLAIN_WORDS), (offer.cpv.code, LABEL)]
    for area in enterprise.served.all():
        place = area.municipality or area.county
        parts.append((str(place), PLACE))
    return _weighed(parts)


def index_enterprises(keys: Iterable[int]) -> None:
    """Write the words of these enterprises' entries anew."""
    wanted = list(keys)
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        rows = (
            SocialEnterprise.objects.filter(pk__in=part)
            .select_related("seat")
            .prefetch_related(
                Prefetch("offers", Offer.objects.select_related("cpv")),
                Prefetch("served", ServedArea.objects.select_related("municipality", "county")),
            )
        )
        weighed: Mapping[int, dict[str, int]] = {row.pk: _enterprise_words(row) for row in rows}
        ids = _word_ids(word for found in weighed.values() for word in found)
        EnterpriseWord.objects.filter(enterprise_id__in=part).delete()
        EnterpriseWord.objects.bulk_create(
            [
                EnterpriseWord(enterprise_id=key, word_id=ids[word], weight=weight)
                for key, found in weighed.items()
                for word, weight in found.items()
            ],
            batch_size=_BATCH,
        )
