"""What can be asked about social enterprises and collaborations."""

from samverka.enterprises.queries.reference import CpvShown as CpvShown
from samverka.enterprises.queries.reference import cpv_choices as cpv_choices
from samverka.enterprises.queries.reference import cpv_matching as cpv_matching
from samverka.enterprises.queries.reference import dates as dates
from samverka.enterprises.queries.reference import has_whole_cpv_list as has_whole_cpv_list
from samverka.enterprises.queries.reference import listed as listed
