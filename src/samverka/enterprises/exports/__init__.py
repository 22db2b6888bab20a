"""What files of enterprises hold."""

from samverka.enterprises.exports.lists import as_json as as_json
