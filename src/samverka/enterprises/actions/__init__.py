"""The only room of enterprises that writes."""

from samverka.enterprises.actions.reference import ListedCode as ListedCode
from samverka.enterprises.actions.reference import enter_threshold as enter_threshold
from samverka.enterprises.actions.reference import load_cpv_list as load_cpv_list
from samverka.enterprises.actions.reference import load_reference as load_reference
