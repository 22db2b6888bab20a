"""Pure decisions: facts in, a verdict with its sentence out."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from samverka.core.verdicts import YES, Verdict, no
from samverka.goals.models import Need

# --- Needs --------------------------------------------------------------------------------------------------------


def may_read_need(need: Need, *, is_own: bool) -> bool:
    """Whether someone may read a need: the own municipality's team all, the network's others what is shared."""
    return is_own or (not need.may_be_secret and need.level != Need.Level.PRIVATE)


def may_keep_secret(*, may_be_secret: bool, ground: str, level: str) -> Verdict:
    """Whether what is said of secrecy hangs together (R14): a ground for what may be secret, and nothing shared."""
    if may_be_secret and not ground.strip():
        return no(_("Name the legal ground, for example 19 kap. 3 § OSL."))
    if may_be_secret and level != Need.Level.PRIVATE:
        return no(_("What may be covered by secrecy stays within the municipality. Choose “Only the municipality”."))
    return YES


def may_share_need(*, level: str, problem: str) -> Verdict:
    """Whether a need can be shared: those who read it have to understand the problem."""
    if level != Need.Level.PRIVATE and not problem.strip():
        return no(_("Describe the problem before you share the need with others."))
    return YES


def may_solve_need(need: Need) -> Verdict:
    """Whether a need can be marked as solved."""
    if need.parked_at:
        return no(_("The need is parked. Take it up again first."))
    return no(_("The need is solved already.")) if need.solved_at else YES


def may_park_need(need: Need) -> Verdict:
    """Whether a need can be parked."""
    if need.solved_at:
        return no(_("The need is solved. There is nothing to park."))
    return no(_("The need is parked already.")) if need.parked_at else YES


def may_take_up_need(need: Need) -> Verdict:
    """Whether a need that was parked or solved can be taken up again."""
    return YES if need.parked_at or need.solved_at else no(_("The need is open already."))


def may_log_talk(*, talked_day: date, today: date) -> Verdict:
    """Whether a talk can be logged: it has been held."""
    return no(_("The talk has not been held yet. Log it afterwards.")) if talked_day > today else YES


def may_declare_inventory(*, written: int, is_declared: bool) -> Verdict:
    """Whether the inventory can be declared done."""
    if is_declared:
        return no(_("The inventory is declared done. It may still grow."))
    return YES if written else no(_("Write down at least one development need first."))


def may_bring_in(*, new: int) -> Verdict:
    """Whether a list can be brought in: something in it is new."""
    return YES if new else no(_("Everything in the list is there already."))
