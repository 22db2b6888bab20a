"""The seven dimensions of the short self-assessment and what each level means (collaboration.md, section 2)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: its question, and its five levels from the lowest."""

    key: str
    name: Promise
    question: Promise
    levels: tuple[Promise, Promise, Promise, Promise, Promise]


LEVEL_NAMES = (
    pgettext_lazy("level", "Not started"),
    pgettext_lazy("level", "Started"),
    pgettext_lazy("level", "Established"),
    pgettext_lazy("level", "Integrated"),
    pgettext_lazy("level", "Model"),
)

RUBRIC = (
    Dimension(
        "D1",
        _("Political direction"),
        _("How far has the political direction come?"),
        (
            _("The matter has never been treated politically."),
            _("It has been discussed in a committee or by single politicians, but nothing is decided."),
            _("A decision states the will and names the committee that is responsible."),
            _("It stands in budget or goals, and politicians get a report every year."),
            _("Politicians drive it across parties, and it survives an election."),
        ),
    ),
    Dimension(
        "D2",
        _("Policy document"),
        _("Is there a policy for working with social enterprises?"),
        (
            _("There is none."),
            _("There is a draft, or a line in another document."),
            _("A policy is adopted, on its own or in another governing document."),
            _("Procurement, business and labour market refer to it, and departments know it."),
            _("It has been revised after follow-up, and others use it."),
        ),
    ),
    Dimension(
        "D3",
        _("Action plan"),
        _("Is there an action plan?"),
        (
            _("There is none."),
            _("There is a list of ideas, without owner or date."),
            _("A plan is adopted; every action has an owner, a date and resources."),
            _("Most actions are done in time, and the plan is followed up twice a year."),
            _("The next plan builds on results and has its own budget."),
        ),
    ),
    Dimension(
        "D4",
        _("Internal structure"),
        _("Who is responsible within the organisation?"),
        (
            _("Nobody."),
            _("Someone who burns for it, without a mandate."),
            _("A coordinating function, and a group of business, procurement and labour market that meets regularly."),
            _("More departments take part, and managers set aside time."),
            _("It works without a project and when people change."),
        ),
    ),
    Dimension(
        "D5",
        _("External structure"),
        _("How is the dialogue with social enterprises?"),
        (
            _("There is no overview and no dialogue."),
            _("There are some contacts and an incomplete list."),
            _("There is a checked list, a named contact and a dialogue that recurs."),
            _("Enterprises take part early, and support paths are in place."),
            _("Creating together is normal, and the enterprises say that it works."),
        ),
    ),
    Dimension(
        "D6",
        _("Deals, partnerships and procurement"),
        _("Are there deals or partnerships with social enterprises?"),
        (
            _("None that is known."),
            _("Single purchases by chance, not recorded."),
            _("At least one deal or partnership is recorded with form and value."),
            _("Several forms are used in at least two departments."),
            _("There is a target, results are followed, and others use the methods."),
        ),
    ),
    Dimension(
        "D7",
        _("Learning and follow-up"),
        _("How is it followed up?"),
        (
            _("Nothing is measured."),
            _("The starting point has been measured."),
            _("It is followed every year, and a learning example has been drafted."),
            _("Results change plans, and colleagues are trained."),
            _("You mentor others and evaluate the effect for the target group."),
        ),
    ),
)


def level_name(level: int | None) -> str | Promise:
    """The level's name, or "do not know"."""
    return pgettext_lazy("level", "Do not know") if level is None else LEVEL_NAMES[level - 1]
