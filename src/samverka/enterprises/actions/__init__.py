"""The only room of enterprises that writes."""

from samverka.enterprises.actions.enterprise import add_offer as add_offer
from samverka.enterprises.actions.enterprise import archive_enterprise as archive_enterprise
from samverka.enterprises.actions.enterprise import confirm_by_link as confirm_by_link
from samverka.enterprises.actions.enterprise import describe_enterprise as describe_enterprise
from samverka.enterprises.actions.enterprise import enter_enterprise as enter_enterprise
from samverka.enterprises.actions.enterprise import identify_enterprise as identify_enterprise
from samverka.enterprises.actions.enterprise import judge_enterprise as judge_enterprise
from samverka.enterprises.actions.enterprise import merge_enterprises as merge_enterprises
from samverka.enterprises.actions.enterprise import note_certification as note_certification
from samverka.enterprises.actions.enterprise import refuse_by_link as refuse_by_link
from samverka.enterprises.actions.enterprise import remind_enterprises as remind_enterprises
from samverka.enterprises.actions.enterprise import remove_offer as remove_offer
from samverka.enterprises.actions.enterprise import send_link as send_link
from samverka.enterprises.actions.lists import hand_in_list as hand_in_list
from samverka.enterprises.actions.lists import take_in_list as take_in_list
from samverka.enterprises.actions.reference import ListedCode as ListedCode
from samverka.enterprises.actions.reference import enter_threshold as enter_threshold
from samverka.enterprises.actions.reference import load_cpv_list as load_cpv_list
from samverka.enterprises.actions.reference import load_reference as load_reference
from samverka.enterprises.actions.taken_out import take_out_list as take_out_list
