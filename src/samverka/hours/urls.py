"""Where the pages of hours stand. The reporting role stands in the address only for whoever has two in a month."""

from django.urls import URLPattern, path, register_converter

from samverka.hours import views
from samverka.hours.queries import ROLE_IN_ADDRESS
from samverka.people.doors import View


class RoleConverter:
    """Path converter `<reporting_role:role>`."""

    regex = "|".join(ROLE_IN_ADDRESS.values())

    def to_python(self, value: str) -> str:
        """The word as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The same."""
        return value


register_converter(RoleConverter, "reporting_role")

NETWORK = "natverk/<slug:network>/tid/"
MONTH = NETWORK + "<month:month>/"
TEAM = MONTH + "kommun/<int:participation_id>/"


def own(rest: str, view: View, name: str) -> list[URLPattern]:
    """A page or an act of the own month, with and without the role in its address."""
    return [path(MONTH + rest, view, name=name), path(MONTH + "<reporting_role:role>/" + rest, view, name=name)]


def portal(where: str, name: str) -> list[URLPattern]:
    """What goes into the Fund's portal, of one municipality or of all."""
    return [
        path(where, views.portal, name=name),
        path(where + "lista.csv", views.portal_csv, name=f"{name}_csv"),
        path(where + "lista.xlsx", views.portal_xlsx, name=f"{name}_xlsx"),
        path(where + "inford/", views.enter_in_portal, name=f"{name}_enter"),
        path(where + "inford/ta-bort/", views.lift_entry, name=f"{name}_lift"),
    ]


app_name = "hours"
urlpatterns = [
    path(NETWORK, views.waiting, name="waiting"),
    *own("", views.sheet, "sheet"),
    *own("rad/", views.add_row, "add_row"),
    *own("upprepa/", views.repeat, "repeat"),
    *own("intyga/", views.confirm, "confirm"),
    *own("inget/", views.nothing, "nothing"),
    *own("ta-tillbaka/", views.take_back, "take_back"),
    *own("ratta/", views.correct, "correct"),
    *own("andra-projekt/", views.other_hours, "other_hours"),
    *own("las-in/", views.read_page, "read_page"),
    *own("las-in/spara/", views.read_rows, "read_rows"),
    path(NETWORK + "personal/", views.roles, name="roles"),
    path(NETWORK + "personal/roll/", views.give_role, name="give_role"),
    path(NETWORK + "personal/roll/<int:span_id>/avsluta/", views.end_role, name="end_role"),
    path(NETWORK + "personal/yrke/", views.decide_occupation, name="decide_occupation"),
    path(NETWORK + "kanal/e-postintyg/", views.leave, name="leave"),
    path(NETWORK + "kanal/e-postintyg/spara/", views.note_leave, name="note_leave"),
    path(TEAM + "intyg/<int:sheet_id>/", views.certificate, name="certificate"),
    path(TEAM + "intyg/<int:sheet_id>/spara/", views.register_certificate, name="register_certificate"),
    path(MONTH + "rad/<int:row_id>/", views.row, name="row"),
    path(MONTH + "rad/<int:row_id>/spara/", views.save_row, name="save_row"),
    path(MONTH + "rad/<int:row_id>/ta-bort/", views.remove_row, name="remove_row"),
    path(MONTH + "traff/<int:meeting_id>/", views.say_less_page, name="say_less_page"),
    path(MONTH + "traff/<int:meeting_id>/spara/", views.say_less, name="say_less"),
    path(TEAM, views.team, name="team"),
    path(TEAM + "lista.csv", views.team_csv, name="team_csv"),
    path(TEAM + "lista.xlsx", views.team_xlsx, name="team_xlsx"),
    path(TEAM + "gaster/", views.guests, name="guests"),
    path(TEAM + "gaster/<int:guest_id>/ta-in/", views.take_in_guest, name="take_in_guest"),
    path(TEAM + "blanketter.xlsx", views.forms_xlsx, name="forms_xlsx"),
    path(TEAM + "blanketter/pdf/", views.forms_pdf, name="forms_pdf"),
    path(TEAM + "paminn/", views.remind, name="remind"),
    path(TEAM + "lamna-in/", views.submit, name="submit"),
    path(TEAM + "returnera/<int:sheet_id>/", views.return_page, name="return_page"),
    path(TEAM + "returnera/<int:sheet_id>/spara/", views.return_sheet, name="return_sheet"),
    path(NETWORK + "ar/<year:year>/kommun/<int:participation_id>/", views.year, name="year"),
    path(NETWORK + "ar/<year:year>/kommun/<int:participation_id>/lista.csv", views.year_csv, name="year_csv"),
    path(NETWORK + "ar/<year:year>/kommun/<int:participation_id>/lista.xlsx", views.year_xlsx, name="year_xlsx"),
    path(NETWORK + "kanal/", views.channel, name="channel"),
    path(NETWORK + "kanal/spara/", views.set_channel, name="set_channel"),
    path(NETWORK + "attestlista/", views.authority, name="authority"),
    path(NETWORK + "attestlista/spara/", views.put_authority, name="put_authority"),
    path(NETWORK + "attestlista/<int:line_id>/avsluta/", views.end_authority, name="end_authority"),
    path(NETWORK + "attestera/", views.approvals, name="approvals"),
    path(NETWORK + "attestera/spara/", views.approve, name="approve"),
    *portal(NETWORK + "lage/<month:month>/portal/", "portal"),
    path(NETWORK + "lage/<month:month>/portal/las-in/", views.read_portal, name="read_portal"),
    *portal(TEAM + "portal/", "seat_portal"),
    path(NETWORK + "scb/", views.participant_files, name="participant_files"),
    path(NETWORK + "scb/lista.csv", views.participant_files_csv, name="participant_files_csv"),
    path(NETWORK + "scb/<month:month>/", views.participant_file, name="participant_file"),
    path(NETWORK + "scb/<month:month>/lista.csv", views.participant_file_csv, name="participant_file_csv"),
    path(NETWORK + "scb/<month:month>/lista.xlsx", views.participant_file_xlsx, name="participant_file_xlsx"),
    path(NETWORK + "scb/<month:month>/skickad/", views.mark_sent, name="mark_sent"),
    path(NETWORK + "lage/<month:month>/", views.network_month, name="network_month"),
    path(NETWORK + "lage/<month:month>/personal/lamna-in/", views.submit_staff, name="submit_staff"),
    path(NETWORK + "lage/<month:month>/lista.csv", views.network_month_csv, name="network_month_csv"),
    path(NETWORK + "lage/<month:month>/lista.xlsx", views.network_month_xlsx, name="network_month_xlsx"),
]
