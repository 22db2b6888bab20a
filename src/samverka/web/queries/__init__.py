"""What the roof asks: the surroundings of every page, the front page, and what each person must do now."""

from samverka.web.queries.example import cast_page as cast_page
from samverka.web.queries.example import castable_person as castable_person
from samverka.web.queries.example import mailbox_page as mailbox_page
from samverka.web.queries.front import front_page as front_page
from samverka.web.queries.health import ready as ready
from samverka.web.queries.outbox import OutboxPage as OutboxPage
from samverka.web.queries.outbox import outbox_page as outbox_page
from samverka.web.queries.running import is_under_way as is_under_way
from samverka.web.queries.running import running_networks as running_networks
from samverka.web.queries.sendout import one_send_out as one_send_out
from samverka.web.queries.sendout import read_send_out as read_send_out
from samverka.web.queries.sendout import segment as segment
from samverka.web.queries.sendout import send_outs_page as send_outs_page
from samverka.web.queries.sendout import sends_out_for as sends_out_for
from samverka.web.queries.statement import fault_recipients as fault_recipients
from samverka.web.queries.statement import statement as statement
from samverka.web.queries.surroundings import Layout as Layout
from samverka.web.queries.surroundings import Link as Link
from samverka.web.queries.surroundings import layout as layout
from samverka.web.queries.ties import is_staff as is_staff
from samverka.web.queries.todo import todo_page as todo_page
