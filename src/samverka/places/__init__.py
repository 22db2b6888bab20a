"""Where things lie: municipalities, counties and SKR's groups, as reference tables.

Floor 1. Holds the 290 real municipalities as facts, and in an example the invented ones, marked so.
Points to nothing; everything may point here. Words: municipality, county, municipality group.

"""
