"""Autumn 2020: the call, those who apply, the selection, the letters, the seats."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta
from functools import partial

from samverka.calls import actions as calls
from samverka.calls import queries as calls_known
from samverka.calls.models import Interest, LetterOfIntent, LetterSignatory, SelectionOutcome
from samverka.core import clock
from samverka.meetings import actions as meetings
from samverka.meetings.models import Meeting
from samverka.web import actions as roof
from samverka.web.example import texts
from samverka.web.example.cast import ADVANCED, CALL_SLUG, EARLY, MUNICIPALITIES, THE_HOST, Municipality
from samverka.web.example.chance import draw, happens
from samverka.web.example.world import Act, World, at, instant

OPENS, INTEREST, CONFIRMATION = date(2020, 10, 14), date(2020, 11, 3), date(2020, 11, 9)
DECISION, LETTERS = date(2020, 11, 10), date(2020, 11, 15)
RESERVES_LETTER = date(2020, 11, 30)

NEVER_BEGAN = ("Smedhammar",)
NEVER_SENT = ("Ekvalla", "Oxhärad")
WITHDREW = {"Tärnvik": date(2020, 11, 5), "Storlinge": date(2020, 11, 9)}
SILENT = ("Lomsele", "Renbäcken")
# Whose letter was missing on its day, so that the first reserve was offered the seat.
WITHOUT_LETTER = "Rönnköping"
# The chair of this board signed on paper; the host's registrar took the scanned page in.
ON_PAPER = "Silverhärad"
# This letter was subject to a decision that the board made in December.
SUBJECT_TO_DECISION, BOARD_DAY = "Vargtjärn", date(2020, 12, 8)
# Roles that a small municipality could not fill from the start: they show as uncovered.
LACKING = {"Fjällsele": "procurement", "Vargtjärn": "disability"}

SELECTION_RULES: dict[str, object] = {
    "unit_km": 1,
    "tolerance": "0.02",
    "size_limits": [10_000, 25_000, 70_000],
    "quotas": {
        "size_class": {str(number): [2, 5] for number in (1, 2, 3, 4)},
        "stage": {"early": [3, 6], "midway": [3, 6], "advanced": [2, 6]},
    },
}


def open_call(world: World) -> str:
    """The information meeting is planned, the call drafted and published."""
    meeting = meetings.plan_meeting(
        network=world.network,
        kind=Meeting.Kind.INFORMATION,
        title="Informationsmöte om utvecklingsnätverket",
        starts_at=at(2020, 11, 6, 13),
        ends_at=at(2020, 11, 6, 14, 30),
        link="https://mote.example/information",
        about="Vi berättar om nätverket, åtagandena och urvalet, och svarar på frågor.",
        by=world.lead,
        at=clock.now(),
    )
    world.information_meeting = meeting
    draft = calls.CallDraft(
        title=texts.CALL_TITLE,
        lead=texts.CALL_LEAD,
        purpose=texts.CALL_PURPOSE,
        title_en=texts.CALL_TITLE_EN,
        lead_en=texts.CALL_LEAD_EN,
        purpose_en=texts.CALL_PURPOSE_EN,
        opens_day=OPENS,
        interest_day=INTEREST,
        confirmation_day=CONFIRMATION,
        decision_day=DECISION,
        letter_day=LETTERS,
        contact_name=world.lead.name,
        contact_email=world.lead.email,
        municipality_commitments=texts.THEIR_COMMITMENTS,
        host_commitments=texts.OUR_COMMITMENTS,
        selection_rules=SELECTION_RULES,
        lottery_seed=texts.LOTTERY_SEED,
        information_meeting=meeting,
    )
    call = calls.draft_call(network=world.network, draft=draft, by=world.lead, at=clock.now(), slug=CALL_SLUG)
    world.call = calls.publish_call(call=call, by=world.lead, at=clock.now())
    return ""


def _begins(one: Municipality) -> date:
    return OPENS + timedelta(days=draw("begins", one.name).choice((1, 2, 5, 6, 8, 9, 12, 13, 14, 15, 16, 19)))


def _sends(one: Municipality) -> date:
    return min(INTEREST, _begins(one) + timedelta(days=draw("sends", one.name).choice((0, 1, 1, 2, 4, 6))))


def apply(day: date, world: World) -> str:
    """What the applicants do on a day while the call is open: begin, write, send in."""
    begun = sent = 0
    for one in MUNICIPALITIES.values():
        if one.name in NEVER_BEGAN:
            continue
        if _begins(one) == day:
            _begin(one, world)
            begun += 1
        if _sends(one) == day and one.name not in NEVER_SENT:
            _send(one, world)
            sent += 1
    return f"{begun} begun, {sent} sent in"


def _begin(one: Municipality, world: World) -> None:
    contact = world.person(one.contact)
    interest = calls.start_interest(
        call=world.call,
        organisation=world.organisations[one.name],
        name=one.contact.name,
        by=contact,
        at=clock.now(),
    )
    chance = draw("writes", one.name)
    about = {
        "motivation": texts.MOTIVATIONS[(int(one.place.code) - 1) % len(texts.MOTIVATIONS)].format(name=one.name),
        "situation": chance.choice(texts.SITUATIONS[one.place.level]),
        "needs": chance.choice(texts.NEEDS),
    }
    world.interests[one.name] = _save(interest, "about", about, world)


def _send(one: Municipality, world: World) -> None:
    chance = draw("sends in", one.name)
    interest = world.interests[one.name]
    anchoring = {"committee": chance.choice(texts.COMMITTEES), "anchoring": chance.choice(texts.ANCHORING)}
    interest = _save(interest, "anchoring", anchoring, world)
    interest = _save(interest, "assessment", {"self_assessment": _levels(one)}, world)
    interest = _save(interest, "team", {"members": _proposed(one)}, world)
    kept = list(calls_known.municipality_commitments(world.call))
    interest = _save(interest, "commitments", {"commitments_kept": kept}, world)
    world.interests[one.name] = calls.submit_interest(interest=interest, by=world.person(one.contact), at=clock.now())


def _save(interest: Interest, part: str, values: Mapping[str, object], world: World) -> Interest:
    return calls.save_interest(
        interest=interest,
        part=part,
        values=values,
        edition=interest.edition,
        by=world.persons[interest.started_by.email],
        at=clock.now(),
    )


def _levels(one: Municipality) -> dict[str, int | None]:
    """Levels around how far the municipality has come, so that their median is that; one is not known."""
    chance = draw("assesses", one.name)
    level = one.place.level
    beside = {EARLY: 2, ADVANCED: 5}.get(level, level - 1)
    levels: list[int | None] = [level, level, level, level, beside, min(5, level + 1), None]
    chance.shuffle(levels)
    return {f"D{number}": said for number, said in enumerate(levels, start=1)}


def _proposed(one: Municipality) -> list[calls.Proposed]:
    named = [colleague for colleague in one.colleagues if LACKING.get(one.name) != colleague.area]
    return [
        calls.Proposed(
            position=position,
            name=colleague.who.name,
            email=colleague.who.email,
            function=colleague.function,
            area=colleague.area,
            department=colleague.department,
            is_coordinator=colleague.is_coordinator,
            is_deputy=colleague.is_deputy,
        )
        for position, colleague in enumerate(named, start=1)
    ]


def inform(world: World) -> str:
    """The information meeting, and who was there."""
    there = {
        world.person(one.contact).pk: None
        for one in _sent(world)
        if one.name not in SILENT and happens(95, "was informed", one.name)
    }
    meetings.record_list(meeting=world.information_meeting, present=there, absent=(), by=world.lead, at=clock.now())
    return f"{len(there)} municipalities were there"


def _sent(world: World) -> Iterator[Municipality]:
    return (MUNICIPALITIES[name] for name, interest in sorted(world.interests.items()) if interest.submitted_at)


def withdraw(name: str, world: World) -> str:
    """One leaves the call."""
    one = MUNICIPALITIES[name]
    world.interests[name] = calls.withdraw_interest(
        interest=world.interests[name], reason=texts.WITHDRAWN, by=world.person(one.contact), at=clock.now()
    )
    return name


def confirm(nth: int, world: World) -> str:
    """Those who confirm at once, and those who do it when they have been reminded."""
    confirmed = 0
    for one in list(_sent(world)):
        if one.name in SILENT or one.name in WITHDREW or (happens(60, "at once", one.name) != (nth == 1)):
            continue
        world.interests[one.name] = calls.confirm_interest(
            interest=world.interests[one.name], by=world.person(one.contact), at=clock.now()
        )
        confirmed += 1
    return f"{confirmed} confirmed"


def remind(world: World) -> str:
    """The host reminds those who have not answered."""
    return f"{calls.remind_unconfirmed(call=world.call, by=world.lead, at=clock.now())} reminded"


def set_a_band(world: World) -> str:
    """After the meeting the host judges one municipality's stage otherwise than it did itself, and says why."""
    calls.set_band(
        interest=world.interests["Trollhult"],
        band="midway",
        reason="Policyn är från 2014 och används inte, berättade kommunen på informationsmötet.",
        by=world.lead,
        at=clock.now(),
    )
    return "Trollhult"


def decide(world: World) -> str:
    """The selection is decided; everyone gets an answer and the chosen their letter."""
    for reckoning in calls.ask_for_reckoning(call=world.call, at=clock.now()):
        calls.finish_reckoning(reckoning=reckoning)
    decision = calls.decide_selection(call=world.call, by=world.lead, at=clock.now())
    chosen = decision.outcomes.filter(outcome=SelectionOutcome.Outcome.CHOSEN).count()
    return f"{chosen} chosen"


def _letters(world: World) -> dict[str, LetterOfIntent]:
    letters = {letter.interest_id: letter for letter in calls_known.letters_of(world.call)}
    return {name: letters[interest.pk] for name, interest in sorted(world.interests.items()) if interest.pk in letters}


def prepare_letters(world: World) -> str:
    """The contacts say by what right the letter is signed, and name the two who sign."""
    prepared = 0
    for name, letter in _letters(world).items():
        if letter.basis or letter.completed_at:
            continue
        one, contact = MUNICIPALITIES[name], world.person(MUNICIPALITIES[name].contact)
        waits = name == SUBJECT_TO_DECISION
        basis = LetterOfIntent.Basis.SUBJECT_TO_DECISION if waits else LetterOfIntent.Basis.OWN_MANDATE
        calls.choose_basis(
            letter=letter,
            basis=basis,
            paragraph="",
            basis_day=BOARD_DAY if waits else None,
            by=contact,
            at=clock.now(),
        )
        named = (
            (LetterSignatory.Office.CHIEF_EXECUTIVE, one.chief_executive),
            (LetterSignatory.Office.BOARD_CHAIR, one.board_chair),
        )
        for office, someone in named:
            calls.name_signatory(
                letter=letter, office=office, name=someone.name, email=someone.email, by=contact, at=clock.now()
            )
        prepared += 1
    return f"{prepared} letters"


def sign(office: LetterSignatory.Office, world: World, *, by_reserves: bool = False) -> str:
    """The chief executives sign, or the chairs: each by a personal link."""
    signed = 0
    for name, letter in _letters(world).items():
        if _skips(name, office) or letter.completed_at:
            continue
        row = calls_known.signatories(letter).get(office)
        if row is None or row.signed_at:
            continue
        one = MUNICIPALITIES[name]
        someone = one.chief_executive if office == LetterSignatory.Office.CHIEF_EXECUTIVE else one.board_chair
        calls.sign_letter(signatory=row, text_sha256=letter.text_sha256, by=world.person(someone), at=clock.now())
        signed += 1
    return f"{signed} {'reserves ' if by_reserves else ''}signed"


def _skips(name: str, office: str) -> bool:
    is_chair = office == LetterSignatory.Office.BOARD_CHAIR
    return is_chair and name in {WITHOUT_LETTER, ON_PAPER}


def register_paper(world: World) -> str:
    """The registrar takes in the page that one chair signed with a pen."""
    letter = _letters(world).get(ON_PAPER)
    if letter is None:
        return ""
    calls.register_paper(
        letter=letter,
        office=LetterSignatory.Office.BOARD_CHAIR,
        name=MUNICIPALITIES[ON_PAPER].board_chair.name,
        note="Underskriften är bekräftad per telefon med kommunens registrator.",
        file_name="avsiktsforklaring-undertecknad.pdf",
        data=_scanned_page(),
        by=world.person(THE_HOST.registrar),
        at=clock.now(),
    )
    return ON_PAPER


def _scanned_page() -> bytes:
    """A PDF of one empty page: all that a scanned letter has to be in an example."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
    )
    page = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(page))
        page += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 4\n0000000000 65535 f \n"
    tail = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(page)
    return page + head + table + tail


def change_openly(world: World) -> str:
    """The published call is changed in the open: the lead says who else may apply."""
    call = world.call
    changed = {field.name: getattr(call, field.name) for field in fields(calls.CallDraft) if hasattr(call, field.name)}
    draft = calls.CallDraft(**changed | {"lead": f"{call.lead} {texts.CALL_LEAD_ADDED}"})
    calls.change_call(call=call, draft=draft, reason=texts.CHANGE_REASON, by=world.lead, at=clock.now())
    return call.title


def write_to_drafts(world: World) -> str:
    """Those who have begun and not sent in get a text of their own, after a look at the names."""
    prepared = roof.prepare_send_out(
        network=world.network,
        segment="drafts",
        subject=texts.SEND_OUT_SUBJECT,
        body=texts.SEND_OUT_BODY,
        subject_en="",
        body_en="",
        reply_to=world.lead.email,
        by=world.lead,
        at=clock.now(),
    )
    if not prepared.recipients:
        return "nobody"
    roof.send_send_out(network=world.network, prepared=prepared, by=world.lead, at=clock.now())
    return f"{len(prepared.recipients)} letters"


def pass_on(world: World) -> str:
    """A letter was missing on its day: the seat goes to the next reserve."""
    outcome = calls_known.outcome_of(world.interests[WITHOUT_LETTER])
    if outcome is None:
        return ""
    following = calls.offer_to_next_reserve(
        outcome=outcome,
        letter_day=RESERVES_LETTER,
        reason="Avsiktsförklaringen var inte komplett i tid.",
        by=world.lead,
        at=clock.now(),
    )
    return f"{WITHOUT_LETTER} -> {following.interest.organisation.name}" if following else "nobody left"


def accept_seats(world: World) -> str:
    """The contacts accept the seats; the people they have named get their roles."""
    for name, interest in sorted(world.interests.items()):
        seat = calls_known.seat_of(interest)
        if seat is None or seat.accepted_at:
            continue
        contact = world.person(MUNICIPALITIES[name].contact)
        world.seats[name] = calls.accept_seat(interest=interest, by=contact, at=clock.now())
    return f"{len(world.seats)} seats"


def meet_basis(world: World) -> str:
    """The board that a letter was subject to has decided."""
    letter = _letters(world).get(SUBJECT_TO_DECISION)
    if letter is None or letter.basis != LetterOfIntent.Basis.SUBJECT_TO_DECISION:
        return ""
    contact = world.person(MUNICIPALITIES[SUBJECT_TO_DECISION].contact)
    calls.meet_basis(letter=letter, paragraph="§ 187", by=contact, at=clock.now())
    return SUBJECT_TO_DECISION


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _acts() -> Iterator[Act]:
    yield Act(at(2020, 10, 13, 11), "The call is published", open_call)
    for day in _days(OPENS, INTEREST):
        yield Act(instant(day, 11), "Applications", partial(apply, day))
    yield Act(at(2020, 10, 21, 9), "The call is changed in the open", change_openly)
    yield Act(at(2020, 10, 29, 9), "A send-out to those who have not sent in", write_to_drafts)
    for name, day in WITHDREW.items():
        yield Act(instant(day, 10), "One withdraws", partial(withdraw, name))
    executive, chair = LetterSignatory.Office.CHIEF_EXECUTIVE, LetterSignatory.Office.BOARD_CHAIR
    yield from (
        Act(at(2020, 11, 6, 14, 30), "The information meeting", inform),
        Act(at(2020, 11, 6, 16), "Continued interest", partial(confirm, 1)),
        Act(at(2020, 11, 9, 9), "Reminders to confirm", remind),
        Act(at(2020, 11, 9, 11), "A stage is set by the host", set_a_band),
        Act(at(2020, 11, 9, 15), "Continued interest", partial(confirm, 2)),
        Act(at(2020, 11, 10, 11), "The selection", decide),
        Act(at(2020, 11, 10, 15), "Letters are made ready", prepare_letters),
        Act(at(2020, 11, 11, 10), "Chief executives sign", partial(sign, executive)),
        Act(at(2020, 11, 12, 16), "Chairs sign", partial(sign, chair)),
        Act(at(2020, 11, 13, 13), "A letter on paper is registered", register_paper),
        Act(at(2020, 11, 16, 9), "A seat is passed on", pass_on),
        Act(at(2020, 11, 17, 10), "The reserve's letter is made ready", prepare_letters),
        Act(at(2020, 11, 18, 10), "The reserve signs", partial(sign, executive, by_reserves=True)),
        Act(at(2020, 11, 20, 10), "The reserve signs", partial(sign, chair, by_reserves=True)),
        Act(at(2020, 12, 1, 10), "Seats are accepted", accept_seats),
        Act(instant(BOARD_DAY, 16), "The board decides", meet_basis),
    )


ACTS = tuple(_acts())
