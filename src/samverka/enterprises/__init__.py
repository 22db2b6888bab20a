"""Social enterprises, their offers and the collaborations with them.

Floor 5. Hangs on networks and people; does not know teams, needs or goals. Words: social enterprise, offer,
certification, consent, confirmation, CPV, collaboration with a form, dialogue, threshold.

CPV lies here as well: `queries.cpv_matching(text)` finds codes by plain words, `queries.cpv_choices(codes)` names
them, `queries.matching_offers(cpv=, municipality_code=, day=)` answers who could be asked. Whoever stands above may
point a foreign key at `models.CpvCode`, and use `figures.words` (Swedish stems) and `figures.lists` (rows of a CSV
or XLSX file) as they are.
"""
