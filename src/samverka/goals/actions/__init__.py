"""The only room of goals that writes."""

from samverka.goals.actions.needs import NeedDraft as NeedDraft
from samverka.goals.actions.needs import add_development_need as add_development_need
from samverka.goals.actions.needs import add_need as add_need
from samverka.goals.actions.needs import bring_in_needs as bring_in_needs
from samverka.goals.actions.needs import change_development_need as change_development_need
from samverka.goals.actions.needs import change_need as change_need
from samverka.goals.actions.needs import declare_inventory as declare_inventory
from samverka.goals.actions.needs import meet_development_need as meet_development_need
from samverka.goals.actions.needs import park_need as park_need
from samverka.goals.actions.needs import solve_need as solve_need
from samverka.goals.actions.needs import take_up_need as take_up_need
