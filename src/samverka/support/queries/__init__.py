"""What can be asked about support, questions and resources."""

from samverka.support.queries.contacts import WAITS as WAITS
from samverka.support.queries.contacts import SeatPage as SeatPage
from samverka.support.queries.contacts import local_days as local_days
from samverka.support.queries.contacts import one_step as one_step
from samverka.support.queries.contacts import one_supported as one_supported
from samverka.support.queries.contacts import overview_page as overview_page
from samverka.support.queries.contacts import overview_table as overview_table
from samverka.support.queries.contacts import seat_page as seat_page
from samverka.support.queries.contacts import todo_for as todo_for
from samverka.support.queries.questions import one_question as one_question
from samverka.support.queries.questions import people_in_area as people_in_area
from samverka.support.queries.questions import question_page as question_page
from samverka.support.queries.questions import questions_page as questions_page
from samverka.support.queries.questions import questions_table as questions_table
from samverka.support.queries.questions import to_tell as to_tell
from samverka.support.queries.resources import one_kept as one_kept
from samverka.support.queries.resources import one_resource as one_resource
from samverka.support.queries.resources import one_version as one_version
from samverka.support.queries.resources import own_organisation as own_organisation
from samverka.support.queries.resources import public_page as public_page
from samverka.support.queries.resources import public_version as public_version
from samverka.support.queries.resources import resource_page as resource_page
from samverka.support.queries.resources import resources_page as resources_page
from samverka.support.queries.resources import resources_table as resources_table
from samverka.support.queries.resources import state_of as state_of
