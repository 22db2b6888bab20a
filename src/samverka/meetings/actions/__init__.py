"""The only room of meetings that writes."""

from samverka.meetings.actions.attendance import check_in as check_in
from samverka.meetings.actions.attendance import record_attendance as record_attendance
from samverka.meetings.actions.attendance import record_list as record_list
from samverka.meetings.actions.attendance import remove_attendance as remove_attendance
from samverka.meetings.actions.evaluation import evaluate as evaluate
from samverka.meetings.actions.guests import add_guest as add_guest
from samverka.meetings.actions.guests import check_in_guest as check_in_guest
from samverka.meetings.actions.guests import remove_guest as remove_guest
from samverka.meetings.actions.guests import set_people_beyond as set_people_beyond
from samverka.meetings.actions.invitations import answer_invitation as answer_invitation
from samverka.meetings.actions.invitations import forget_practicalities as forget_practicalities
from samverka.meetings.actions.invitations import invite as invite
from samverka.meetings.actions.invitations import invite_expected as invite_expected
from samverka.meetings.actions.invitations import set_sign_up as set_sign_up
from samverka.meetings.actions.lists import take_out_list as take_out_list
from samverka.meetings.actions.materials import add_material as add_material
from samverka.meetings.actions.materials import withdraw_material as withdraw_material
from samverka.meetings.actions.meeting import cancel_meeting as cancel_meeting
from samverka.meetings.actions.meeting import describe_meeting as describe_meeting
from samverka.meetings.actions.meeting import move_meeting as move_meeting
from samverka.meetings.actions.meeting import plan_meeting as plan_meeting
