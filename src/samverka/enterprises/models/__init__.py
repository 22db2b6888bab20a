"""What is kept of social enterprises and collaborations."""

from samverka.enterprises.models.collaboration import Buyer as Buyer
from samverka.enterprises.models.collaboration import Collaboration as Collaboration
from samverka.enterprises.models.collaboration import CollaborationCpv as CollaborationCpv
from samverka.enterprises.models.collaboration import CollaborationStep as CollaborationStep
from samverka.enterprises.models.collaboration import Contribution as Contribution
from samverka.enterprises.models.collaboration import Counterpart as Counterpart
from samverka.enterprises.models.collaboration import Dialogue as Dialogue
from samverka.enterprises.models.collaboration import Form as Form
from samverka.enterprises.models.collaboration import Level as Level
from samverka.enterprises.models.collaboration import Outcome as Outcome
from samverka.enterprises.models.collaboration import State as State
from samverka.enterprises.models.enterprise import Certification as Certification
from samverka.enterprises.models.enterprise import ConfirmationLink as ConfirmationLink
from samverka.enterprises.models.enterprise import EnterpriseList as EnterpriseList
from samverka.enterprises.models.enterprise import Identification as Identification
from samverka.enterprises.models.enterprise import Judgement as Judgement
from samverka.enterprises.models.enterprise import Offer as Offer
from samverka.enterprises.models.enterprise import ServedArea as ServedArea
from samverka.enterprises.models.enterprise import SocialEnterprise as SocialEnterprise
from samverka.enterprises.models.reference import CpvCode as CpvCode
from samverka.enterprises.models.reference import ListedService as ListedService
from samverka.enterprises.models.reference import Threshold as Threshold
from samverka.enterprises.models.search import CpvWord as CpvWord
from samverka.enterprises.models.search import EnterpriseWord as EnterpriseWord
from samverka.enterprises.models.search import SearchPiece as SearchPiece
from samverka.enterprises.models.search import SearchWord as SearchWord
