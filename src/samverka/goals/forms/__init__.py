"""Text from outside made into clean values; nothing is saved here."""

from samverka.goals.forms.fields import NothingForm as NothingForm
from samverka.goals.forms.fields import ReasonForm as ReasonForm
from samverka.goals.forms.needs import DevelopmentNeedForm as DevelopmentNeedForm
from samverka.goals.forms.needs import InventoryForm as InventoryForm
from samverka.goals.forms.needs import NeedForm as NeedForm
from samverka.goals.forms.needs import TalkForm as TalkForm
