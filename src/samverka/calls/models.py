"""From open call to seat: the call, interests, confirmations, the selection decision, letters of intent."""

from django.db import models
from django.utils.translation import pgettext_lazy

from samverka.core.stamps import paired
from samverka.documents.models import Document, Undersigned
from samverka.meetings.models import Meeting
from samverka.networks.models import DataProtectionArrangement, Network
from samverka.people.models import MemberOrganisation, Person
from samverka.teams.models import Area


class Call(models.Model):
    """The host's offer to take part in a network. Its stage is read from dates and stamps."""

    class SelectionWhen(models.TextChoices):
        """In which order selection and letters come (R1)."""

        AFTER_CONFIRMATION = "after_confirmation", pgettext_lazy("selection", "After confirmed interest")
        AFTER_LETTERS = "after_letters", pgettext_lazy("selection", "After complete letters")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="calls")
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    # Running text in Swedish; blank lines part paragraphs. The English is optional.
    lead = models.TextField()
    purpose = models.TextField()
    title_en = models.CharField(max_length=160, blank=True)
    lead_en = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    opens_day = models.DateField()
    interest_day = models.DateField()
    information_meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="calls"
    )
    confirmation_day = models.DateField()
    decision_day = models.DateField()
    letter_day = models.DateField()
    selection_when = models.CharField(
        max_length=30, choices=SelectionWhen.choices, default=SelectionWhen.AFTER_CONFIRMATION
    )
    # The engine's rules but for seats and seed: unit_km, tolerance, quotas per column and level, at_most per column.
    selection_rules = models.JSONField(default=dict)
    # Only its SHA-256 is published with the call; the seed itself with the decision (R7).
    lottery_seed = models.CharField(max_length=120, blank=True)
    contact_name = models.CharField(max_length=120)
    contact_email = models.CharField(max_length=254)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Dates in their order; stamps whole."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(opens_day__lte=models.F("interest_day"))
                & models.Q(interest_day__lte=models.F("confirmation_day"))
                & models.Q(confirmation_day__lte=models.F("letter_day")),
                name="call_dates_in_order",
            ),
            paired("published", table="call"),
            paired("cancelled", table="call"),
        )

    def __str__(self) -> str:
        return self.title


class CallChange(models.Model):
    """What was changed in a call after it had been published: shown for ever, old beside new."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="changes")
    reason = models.CharField(max_length=400)
    # [{"what": column, "before": …, "after": …}] as plain values; of the lottery's seed only the fingerprints.
    changes = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.call_id} {self.pk}"


class CallQuestion(models.Model):
    """A question about a call. Its answer stands on the call's page, the same for everyone; who asked does not."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Answered by someone, at some time, or not at all."""

        constraints = (paired("answered", table="call_question"),)

    def __str__(self) -> str:
        return f"{self.call_id} {self.pk}"


class Commitment(models.Model):
    """What one side of the call promises the other (R8)."""

    class Party(models.TextChoices):
        """Whose promise it is."""

        MUNICIPALITY = "municipality", pgettext_lazy("party", "The municipality")
        HOST = "host", pgettext_lazy("party", "The host")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="commitments")
    party = models.CharField(max_length=20, choices=Party.choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_en = models.TextField(blank=True)

    class Meta:
        """Each party's list is numbered."""

        constraints = (models.UniqueConstraint(fields=("call", "party", "position"), name="commitment_position_once"),)

    def __str__(self) -> str:
        return f"{self.party} {self.position}"


class Band(models.TextChoices):
    """Stage band: how far an applicant has come (rounded median of D1-D7)."""

    EARLY = "early", pgettext_lazy("stage", "Early")
    MIDWAY = "midway", pgettext_lazy("stage", "Midway")
    ADVANCED = "advanced", pgettext_lazy("stage", "Advanced")


class Interest(models.Model):
    """A member organisation's entry in a call, from first draft to decision. Owned by the organisation."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="interests")
    organisation = models.ForeignKey(MemberOrganisation, on_delete=models.PROTECT, related_name="interests")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    # Counts savings, so that two colleagues who edit at once do not overwrite each other.
    edition = models.PositiveIntegerField(default=1)
    # Part of the form -> {"edition": …, "by": person's id}: at which saving it last changed, so that two who write
    # in different parts never disturb each other.
    part_editions = models.JSONField(default=dict)
    motivation = models.TextField(blank=True)
    situation = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    committee = models.CharField(max_length=160, blank=True)
    anchoring = models.TextField(blank=True)
    # Short self-assessment: {"D1": 1-5 or null for "vet ej"}; a missing key is not yet answered.
    self_assessment = models.JSONField(default=dict)
    # Ids of the municipality's commitments that have been ticked.
    commitments_kept = models.JSONField(default=list)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # When the host last reminded about the confirmation.
    reminded_at = models.DateTimeField(null=True, blank=True)
    # An exemption: until and with this day the organisation may still send in and confirm, whatever the call says.
    late_until = models.DateField(null=True, blank=True)
    late_reason = models.CharField(max_length=400, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)
    late_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # An interest that came by mail or phone: when it came, who wrote it down, and what it said.
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_text = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)
    # The host may set another band after the information meeting, with a reason; both are shown (R6).
    band_set = models.CharField(max_length=20, blank=True, choices=Band.choices)
    band_reason = models.CharField(max_length=400, blank=True)
    band_set_at = models.DateTimeField(null=True, blank=True)
    band_set_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One entry per organisation and call; nothing confirmed that was not submitted."""

        constraints = (
            models.UniqueConstraint(fields=("call", "organisation"), name="interest_once"),
            paired("submitted", table="interest"),
            paired("confirmed", table="interest"),
            paired("late", table="interest"),
            paired("withdrawn", table="interest"),
            paired("received", table="interest"),
            paired("band_set", table="interest"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(submitted_at__isnull=False),
                name="interest_confirmed_after_submitted",
            ),
        )

    def __str__(self) -> str:
        return f"{self.call_id} {self.organisation_id}"


class InterestContact(models.Model):
    """A contact of an interest, during dated days: the role `contact` follows from this row."""

    interest = models.ForeignKey(Interest, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interest_contacts")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        """A person is contact once at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("interest", "person"),
                condition=models.Q(last_day__isnull=True),
                name="interest_contact_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.interest_id} {self.person_id}"


class ProposedMember(models.Model):
    """Someone the interest names for the team. Only name, work e-mail, function and employer (R45)."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="proposed")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    function = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=30, blank=True, choices=Area.choices)
    department = models.CharField(max_length=120, blank=True)
    is_coordinator = models.BooleanField(default=False)
    is_deputy = models.BooleanField(default=False)

    class Meta:
        """Numbered within the interest."""

        constraints = (models.UniqueConstraint(fields=("interest", "position"), name="proposed_position_once"),)

    def __str__(self) -> str:
        return f"{self.interest_id} {self.position}"


class SelectionDecision(models.Model):
    """The host's decision with all it rests on: candidates, rules, the engine's result."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="decisions")
    # "no_selection_needed" when there were no more than seats: then `result` is empty.
    was_needed = models.BooleanField()
    candidates_csv = models.TextField()
    clients_csv = models.TextField(blank=True)
    # The engine's RESULT, canonical JSON, as text: byte for byte what was computed.
    result = models.TextField(blank=True)
    # When the host deviated: what the engine proposed under the announced rules alone, and each deviation with its
    # reason: [{"code", "name", "kind": "in" | "out", "reason"}]. Who and when are the decision's own.
    announced_result = models.TextField(blank=True)
    deviations = models.JSONField(default=list)
    # The engine's answers as plain values, so that the public page asks the engine nothing: {"shown", "announced"}.
    proposals = models.JSONField(default=dict)
    lottery_seed = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One decision per call; vacancies are filled from its reserves."""

        constraints = (models.UniqueConstraint(fields=("call",), name="selection_decision_once"),)

    def __str__(self) -> str:
        return f"{self.call_id}"


class SelectionStudy(models.Model):
    """What takes longer to compute about a selection: the front, and how firmly it stands. The worker makes it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="studies")
    # Of the basis it was asked for; for another basis it says nothing. A call's latest study counts.
    fingerprint = models.CharField(max_length=64)
    candidates_csv = models.TextField()
    clients_csv = models.TextField()
    rules = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Null until it has been made: {"front": [...], "shifts": [...]}.
    found = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.call_id} {self.fingerprint[:8]}"


class SelectionReckoning(models.Model):
    """The engine's whole answer to a basis: proposal, order of the reserves, reasons. The worker makes it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reckonings")
    fingerprint = models.CharField(max_length=64)
    candidates_csv = models.TextField()
    clients_csv = models.TextField()
    rules = models.TextField()
    asked_at = models.DateTimeField()
    # Empty until it has been made: the proposal as plain values, the engine's RESULT as text, the reasons by code.
    proposal = models.JSONField(null=True, blank=True)
    result = models.TextField(blank=True)
    reasons = models.JSONField(default=dict)

    class Meta:
        """A basis is reckoned once."""

        constraints = (models.UniqueConstraint(fields=("call", "fingerprint"), name="reckoning_once"),)

    def __str__(self) -> str:
        return f"{self.call_id} {self.fingerprint[:8]}"


class AnswerDraft(models.Model):
    """What a person of the host has written to an applicant instead of the computed reason, before the decision.

    It holds for the basis that it was written for: when that changes, the computed reason counts again.
    """

    interest = models.OneToOneField(Interest, on_delete=models.CASCADE, related_name="answer_draft")
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.interest_id}"


class SelectionOutcome(models.Model):
    """What the decision means for one interest, with its computed reason."""

    class Outcome(models.TextChoices):
        """Chosen, on the reserve list, or not chosen."""

        CHOSEN = "chosen", pgettext_lazy("selection", "Chosen")
        RESERVE = "reserve", pgettext_lazy("selection", "Reserve")
        NOT_CHOSEN = "not_chosen", pgettext_lazy("selection", "Not chosen")

    decision = models.ForeignKey(SelectionDecision, on_delete=models.PROTECT, related_name="outcomes")
    interest = models.OneToOneField(Interest, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reserve_place = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField()
    reason_en = models.TextField(blank=True)
    # The engine's own words, when a person has edited the answer.
    computed_reason = models.TextField(blank=True)
    # A reserve that has been offered the seat of one whose letter was missing on its day, or who declined.
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The day the letter of one offered later is due; otherwise the call's own letter day.
    letter_day = models.DateField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    lapsed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lapsed_reason = models.CharField(max_length=400, blank=True)
    # Whose seat one offered later was offered.
    instead_of = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="passed_on_to"
    )

    class Meta:
        """A reserve has a place in the order; stamps whole."""

        constraints = (
            models.UniqueConstraint(
                fields=("decision", "reserve_place"),
                condition=models.Q(reserve_place__isnull=False),
                name="reserve_place_once",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="reserve", reserve_place__isnull=False)
                | (~models.Q(outcome="reserve") & models.Q(reserve_place__isnull=True)),
                name="reserve_has_a_place",
            ),
            paired("offered", table="outcome"),
            paired("lapsed", table="outcome"),
        )

    def __str__(self) -> str:
        return f"{self.interest_id} {self.outcome}"


class LetterOfIntent(Undersigned):
    """The letter that is the condition for a seat; complete only with both signatures (R3)."""

    class Basis(models.TextChoices):
        """By what right the letter is signed."""

        OWN_MANDATE = "own_mandate", pgettext_lazy("basis", "Own mandate")
        BOARD_DECISION = "board_decision", pgettext_lazy("basis", "Decision of the executive board")
        DELEGATION = "delegation", pgettext_lazy("basis", "Delegation")
        SUBJECT_TO_DECISION = "subject_to_decision", pgettext_lazy("basis", "Subject to a decision")

    interest = models.OneToOneField(Interest, on_delete=models.PROTECT, related_name="letter")
    # Empty until the contact has said by what right the two sign.
    basis = models.CharField(max_length=30, blank=True, choices=Basis.choices)
    basis_paragraph = models.CharField(max_length=60, blank=True)
    basis_day = models.DateField(null=True, blank=True)
    # When the decision that a letter was subject to has been made; until then the seat is conditional.
    basis_met_at = models.DateTimeField(null=True, blank=True)
    basis_met_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A letter subject to a decision says on which day; complete with two signatures only."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(basis="subject_to_decision") | models.Q(basis_day__isnull=False),
                name="letter_subject_to_decision_has_day",
            ),
            models.CheckConstraint(
                condition=models.Q(completed_at__isnull=True) | models.Q(signature_count=2),
                name="letter_complete_with_two_signatures",
            ),
            models.CheckConstraint(
                condition=models.Q(signature_count__lte=2), name="letter_has_at_most_two_signatures"
            ),
            paired("basis_met", table="letter"),
        )

    @property
    def network(self) -> Network:
        """The network that the letter is about."""
        return self.interest.call.network

    @property
    def organisation(self) -> MemberOrganisation:
        """Whose letter it is."""
        return self.interest.organisation


# What two people sign, by the same three routes.
Paper = LetterOfIntent | DataProtectionArrangement


class LetterSignatory(models.Model):
    """One of the two who sign a letter or an arrangement. The role `signatory` follows from an unsigned row."""

    class Office(models.TextChoices):
        """In which office the person signs; titles are the organisation's own."""

        CHIEF_EXECUTIVE = "chief_executive", pgettext_lazy("office", "Chief executive")
        BOARD_CHAIR = "board_chair", pgettext_lazy("office", "Chair of the executive board")

    letter = models.ForeignKey(
        LetterOfIntent, null=True, blank=True, on_delete=models.PROTECT, related_name="signatories"
    )
    arrangement = models.ForeignKey(
        DataProtectionArrangement, null=True, blank=True, on_delete=models.PROTECT, related_name="signatories"
    )
    office = models.CharField(max_length=30, choices=Office.choices)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=80)
    email = models.CharField(max_length=254, blank=True)
    # SHA-256 of the personal link's token; the token itself stands only in the letter that was mailed.
    link_sha256 = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=20, blank=True)
    paper = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paper_note = models.CharField(max_length=400, blank=True)
    registered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The address is a contact's too: the host has made sure by phone who will sign.
    phoned_at = models.DateTimeField(null=True, blank=True)
    phoned_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    phone_note = models.CharField(max_length=400, blank=True)
    # An approval in the system: the text and the approval as one PDF under the installation's own seal.
    proof = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Each office signs once, by two different addresses."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(letter__isnull=False, arrangement__isnull=True)
                | models.Q(letter__isnull=True, arrangement__isnull=False),
                name="letter_signatory_signs_one_paper",
            ),
            models.UniqueConstraint(fields=("arrangement", "office"), name="arrangement_office_once"),
            models.UniqueConstraint(
                fields=("arrangement", "email"),
                condition=~models.Q(email=""),
                name="arrangement_signatories_differ",
            ),
            models.UniqueConstraint(
                fields=("arrangement", "signed_by"),
                condition=models.Q(signed_by__isnull=False),
                name="arrangement_signed_by_two_persons",
            ),
            paired("phoned", table="letter_signatory"),
            models.UniqueConstraint(fields=("letter", "office"), name="letter_office_once"),
            models.UniqueConstraint(
                fields=("letter", "email"), condition=~models.Q(email=""), name="letter_signatories_differ"
            ),
            models.UniqueConstraint(
                fields=("letter", "signed_by"),
                condition=models.Q(signed_by__isnull=False),
                name="letter_signed_by_two_persons",
            ),
            models.UniqueConstraint(
                fields=("link_sha256",), condition=~models.Q(link_sha256=""), name="letter_link_once"
            ),
            paired("signed", table="letter_signatory"),
        )

    def __str__(self) -> str:
        return f"{self.letter_id or self.arrangement_id} {self.office}"

    @property
    def signs(self) -> Paper:
        """The letter or the arrangement."""
        found = self.letter or self.arrangement
        if found is None:
            raise ValueError("a signatory signs something")
        return found


class SignedFile(models.Model):
    """A PDF that came back signed from a municipality's own e-signature service, and what was found in it."""

    class Outcome(models.TextChoices):
        """What became of it."""

        ACCEPTED = "accepted", pgettext_lazy("signed file", "Accepted")
        REFUSED = "refused", pgettext_lazy("signed file", "Refused")
        PERSON = "person", pgettext_lazy("signed file", "Looked at by the host")

    letter = models.ForeignKey(
        LetterOfIntent, null=True, blank=True, on_delete=models.PROTECT, related_name="signed_files"
    )
    arrangement = models.ForeignKey(
        DataProtectionArrangement, null=True, blank=True, on_delete=models.PROTECT, related_name="signed_files"
    )
    file = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    # Who is said to have signed it, by office: {"chief_executive": "…"}.
    names = models.JSONField(default=dict)
    sent_in_at = models.DateTimeField()
    sent_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Empty until the worker has judged it; the report says what was found in the file and by which list.
    judged_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=Outcome.choices)
    # Why, as words that `rules` has sentences for: [["missing", "Berit Holm"], …].
    reasons = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_note = models.CharField(max_length=400, blank=True)

    class Meta:
        """Of one paper; judged with an outcome."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(letter__isnull=False, arrangement__isnull=True)
                | models.Q(letter__isnull=True, arrangement__isnull=False),
                name="signed_file_of_one_paper",
            ),
            models.CheckConstraint(
                condition=models.Q(judged_at__isnull=True, outcome="")
                | (models.Q(judged_at__isnull=False) & ~models.Q(outcome="")),
                name="signed_file_judged_with_outcome",
            ),
            paired("decided", table="signed_file"),
        )

    def __str__(self) -> str:
        return f"{self.letter_id or self.arrangement_id} {self.outcome}"

    @property
    def signs(self) -> Paper:
        """The letter or the arrangement."""
        found = self.letter or self.arrangement
        if found is None:
            raise ValueError("a signed file is of something")
        return found


class TrustList(models.Model):
    """Which issuers of e-signatures a network trusts. Versioned; the one with no `replaced_at` holds."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="trust_lists")
    version = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One version holds at a time."""

        constraints = (
            models.UniqueConstraint(fields=("network", "version"), name="trust_list_version_once"),
            models.UniqueConstraint(
                fields=("network",), condition=models.Q(replaced_at__isnull=True), name="trust_list_holding_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.network_id} {self.version}"


class TrustedIssuer(models.Model):
    """One issuer on a version of the list: the certificate that signatures must lead to."""

    class Purpose(models.TextChoices):
        """What the issuer is trusted to vouch for."""

        PERSONS = "persons", pgettext_lazy("issuer", "Who has signed")
        TIME = "time", pgettext_lazy("issuer", "When it was signed (time stamps)")

    trust_list = models.ForeignKey(TrustList, on_delete=models.PROTECT, related_name="issuers")
    name = models.CharField(max_length=160)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    certificate = models.TextField()
    certificate_sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=400)
    first_day = models.DateField()
    last_day = models.DateField()
    # Some issuers mark signing certificates with non-repudiation; where that is so, the others do not count.
    needs_non_repudiation = models.BooleanField(default=False)

    class Meta:
        """Each certificate once for each purpose."""

        constraints = (
            models.UniqueConstraint(fields=("trust_list", "purpose", "certificate_sha256"), name="trusted_issuer_once"),
        )

    def __str__(self) -> str:
        return self.name
