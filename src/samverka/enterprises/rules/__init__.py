"""The law of enterprises: pure decisions on facts handed in."""

from samverka.enterprises.figures.numbers import NumberFault as NumberFault
from samverka.enterprises.rules import collaboration as collaboration
from samverka.enterprises.rules import guide as guide
from samverka.enterprises.rules.enterprise import ANSWERS as ANSWERS
from samverka.enterprises.rules.enterprise import CRITERIA as CRITERIA
from samverka.enterprises.rules.enterprise import FAULTS as FAULTS
from samverka.enterprises.rules.enterprise import STANDING_WORDS as STANDING_WORDS
from samverka.enterprises.rules.enterprise import Standing as Standing
from samverka.enterprises.rules.enterprise import certified_until as certified_until
from samverka.enterprises.rules.enterprise import is_enterprise_number as is_enterprise_number
from samverka.enterprises.rules.enterprise import is_judged_whole as is_judged_whole
from samverka.enterprises.rules.enterprise import may_archive as may_archive
from samverka.enterprises.rules.enterprise import may_be_matched as may_be_matched
from samverka.enterprises.rules.enterprise import may_merge as may_merge
from samverka.enterprises.rules.enterprise import may_send_link as may_send_link
from samverka.enterprises.rules.enterprise import may_use_link as may_use_link
from samverka.enterprises.rules.enterprise import stale_from as stale_from
from samverka.enterprises.rules.enterprise import standing as standing
from samverka.enterprises.rules.reference import may_enter_threshold as may_enter_threshold
from samverka.enterprises.rules.reference import may_type_in_cpv as may_type_in_cpv
