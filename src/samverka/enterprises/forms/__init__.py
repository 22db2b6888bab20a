"""Text from outside made into clean values; nothing is saved here."""

from samverka.enterprises.forms.collaboration import DialogueForm as DialogueForm
from samverka.enterprises.forms.collaboration import MoveForm as MoveForm
from samverka.enterprises.forms.collaboration import OutcomeForm as OutcomeForm
from samverka.enterprises.forms.collaboration import StartForm as StartForm
from samverka.enterprises.forms.collaboration import ThresholdForm as ThresholdForm
from samverka.enterprises.forms.collaboration import part_form as part_form
from samverka.enterprises.forms.entry import ArchiveForm as ArchiveForm
from samverka.enterprises.forms.entry import CertificationForm as CertificationForm
from samverka.enterprises.forms.entry import ConfirmForm as ConfirmForm
from samverka.enterprises.forms.entry import EntryForm as EntryForm
from samverka.enterprises.forms.entry import JudgementForm as JudgementForm
from samverka.enterprises.forms.entry import ListForm as ListForm
from samverka.enterprises.forms.entry import MergeForm as MergeForm
from samverka.enterprises.forms.entry import NewEntryForm as NewEntryForm
from samverka.enterprises.forms.entry import OfferForm as OfferForm
from samverka.enterprises.forms.entry import asked_from as asked_from
