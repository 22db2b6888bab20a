"""The ground: refusals, verdicts, stamps, doors, clock, months, money and words.

Floor 0. Holds no tables and no word of the field; only what at least five packages use.
"""
