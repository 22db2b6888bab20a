"""The law of enterprises: pure decisions on facts handed in."""

from samverka.enterprises.rules.reference import may_enter_threshold as may_enter_threshold
from samverka.enterprises.rules.reference import may_type_in_cpv as may_type_in_cpv
