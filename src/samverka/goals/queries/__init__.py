"""What can be asked about needs, anchoring, documents, structures, maturity and results."""

from samverka.goals.queries.needs import DevelopmentNeedPage as DevelopmentNeedPage
from samverka.goals.queries.needs import NeedPage as NeedPage
from samverka.goals.queries.needs import NeedsPage as NeedsPage
from samverka.goals.queries.needs import OverviewPage as OverviewPage
from samverka.goals.queries.needs import development_needs as development_needs
from samverka.goals.queries.needs import need_page as need_page
from samverka.goals.queries.needs import needs_page as needs_page
from samverka.goals.queries.needs import one_need as one_need
from samverka.goals.queries.needs import one_own_development_need as one_own_development_need
from samverka.goals.queries.needs import one_own_need as one_own_need
from samverka.goals.queries.needs import overview_page as overview_page
from samverka.goals.queries.needs import owner_suggestions as owner_suggestions
from samverka.goals.queries.sight import FormPage as FormPage
from samverka.goals.queries.sight import Sight as Sight
from samverka.goals.queries.sight import one_hosted_sight as one_hosted_sight
from samverka.goals.queries.sight import one_sight as one_sight
from samverka.goals.queries.sight import one_working_sight as one_working_sight
