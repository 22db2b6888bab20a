"""The only room of support that writes."""

from samverka.support.actions.contacts import log_contact as log_contact
from samverka.support.actions.contacts import mark_step_done as mark_step_done
from samverka.support.actions.questions import answer_question as answer_question
from samverka.support.actions.questions import ask_question as ask_question
from samverka.support.actions.questions import tell_waiting as tell_waiting
from samverka.support.actions.resources import add_version as add_version
from samverka.support.actions.resources import describe_resource as describe_resource
from samverka.support.actions.resources import move_resource as move_resource
from samverka.support.actions.resources import request_resource as request_resource
from samverka.support.actions.resources import say_interest as say_interest
