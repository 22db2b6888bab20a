"""The only room of examples that writes."""

from samverka.examples.actions.spreading import log_dissemination as log_dissemination
from samverka.examples.actions.spreading import withdraw_dissemination as withdraw_dissemination
from samverka.examples.actions.writing import add_picture as add_picture
from samverka.examples.actions.writing import approve_by_link as approve_by_link
from samverka.examples.actions.writing import approve_example as approve_example
from samverka.examples.actions.writing import archive_example as archive_example
from samverka.examples.actions.writing import decline_by_link as decline_by_link
from samverka.examples.actions.writing import drop_enterprise as drop_enterprise
from samverka.examples.actions.writing import hand_over as hand_over
from samverka.examples.actions.writing import name_enterprise as name_enterprise
from samverka.examples.actions.writing import note_use as note_use
from samverka.examples.actions.writing import publish_example as publish_example
from samverka.examples.actions.writing import remove_picture as remove_picture
from samverka.examples.actions.writing import return_example as return_example
from samverka.examples.actions.writing import save_example as save_example
from samverka.examples.actions.writing import start_example as start_example
from samverka.examples.actions.writing import take_back as take_back
