"""Addresses of goals."""

from django.urls import path

from samverka.goals.views import needs

app_name = "goals"
NETWORK = "natverk/<slug:network>/"
SEAT = NETWORK + "kommun/<int:participation>/"
DEVELOPMENT = NETWORK + "utvecklingsbehov/<int:need>/"
NEED = NETWORK + "behov/<int:need>/"

urlpatterns = [
    path(NETWORK + "behov/", needs.overview, name="overview"),
    path(NETWORK + "behov/lista.csv", needs.overview_csv, name="overview_csv"),
    path(SEAT + "behov/", needs.needs, name="needs"),
    path(SEAT + "behov/lista.csv", needs.needs_csv, name="needs_csv"),
    path(SEAT + "behov/nytt/", needs.new_need, name="new_need"),
    path(SEAT + "behov/spara/", needs.add_need, name="add_need"),
    path(SEAT + "behov/inventering/", needs.inventory_page, name="inventory_page"),
    path(SEAT + "behov/inventering/klar/", needs.declare_inventory, name="declare_inventory"),
    path(SEAT + "utvecklingsbehov/nytt/", needs.new_development_need, name="new_development_need"),
    path(SEAT + "utvecklingsbehov/spara/", needs.add_development_need, name="add_development_need"),
    path(DEVELOPMENT, needs.development_need_page, name="development_need_page"),
    path(DEVELOPMENT + "spara/", needs.change_development_need, name="change_development_need"),
    path(DEVELOPMENT + "uppfyllt/", needs.meet_development_need, name="meet_development_need"),
    path(NEED, needs.need, name="need"),
    path(NEED + "andra/", needs.need_form, name="need_form"),
    path(NEED + "spara/", needs.change_need, name="change_need"),
    path(NEED + "lost/", needs.solve_need, name="solve_need"),
    path(NEED + "parkera/", needs.park_need_page, name="park_need_page"),
    path(NEED + "parkera/spara/", needs.park_need, name="park_need"),
    path(NEED + "ta-upp/", needs.take_up_need, name="take_up_need"),
]
