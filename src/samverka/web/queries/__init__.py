"""What the roof asks: the surroundings of every page, the front page, and what each person must do now."""

from samverka.web.queries.front import front_page as front_page
from samverka.web.queries.statement import statement as statement
from samverka.web.queries.surroundings import Layout as Layout
from samverka.web.queries.surroundings import Link as Link
from samverka.web.queries.surroundings import layout as layout
from samverka.web.queries.todo import todo_page as todo_page
