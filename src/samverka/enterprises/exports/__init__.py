"""What files of enterprises hold."""

from samverka.enterprises.exports.lists import as_json as as_json
from samverka.enterprises.exports.ocds import PROCUREMENTS as PROCUREMENTS
from samverka.enterprises.exports.ocds import ocds_package as ocds_package
from samverka.enterprises.exports.ocds import ocid_prefix as ocid_prefix
from samverka.enterprises.exports.own import own_json as own_json
