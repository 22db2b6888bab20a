"""Text from outside made into clean values; nothing is saved here."""

from samverka.meetings.forms.afterwards import EvaluationForm as EvaluationForm
from samverka.meetings.forms.afterwards import MaterialForm as MaterialForm
from samverka.meetings.forms.attendance import AnswerForm as AnswerForm
from samverka.meetings.forms.attendance import AttendanceFields as AttendanceFields
from samverka.meetings.forms.attendance import AttendanceForm as AttendanceForm
from samverka.meetings.forms.attendance import CodeForm as CodeForm
from samverka.meetings.forms.attendance import SignUpForm as SignUpForm
from samverka.meetings.forms.guests import GuestCheckInForm as GuestCheckInForm
from samverka.meetings.forms.guests import HostGuestForm as HostGuestForm
from samverka.meetings.forms.guests import PeopleBeyondForm as PeopleBeyondForm
from samverka.meetings.forms.planning import CLOCK_FORMATS as CLOCK_FORMATS
from samverka.meetings.forms.planning import FEWEST_ROWS as FEWEST_ROWS
from samverka.meetings.forms.planning import SPARE_ROWS as SPARE_ROWS
from samverka.meetings.forms.planning import AgendaFields as AgendaFields
from samverka.meetings.forms.planning import ClockInput as ClockInput
from samverka.meetings.forms.planning import DayInput as DayInput
from samverka.meetings.forms.planning import DescribeForm as DescribeForm
from samverka.meetings.forms.planning import MoveForm as MoveForm
from samverka.meetings.forms.planning import PlanForm as PlanForm
from samverka.meetings.forms.planning import TimeForm as TimeForm
from samverka.meetings.forms.planning import at_clock as at_clock
from samverka.meetings.forms.planning import clock_field as clock_field
from samverka.meetings.forms.planning import day_field as day_field
