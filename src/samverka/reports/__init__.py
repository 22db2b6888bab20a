"""Reads every floor, writes nothing, owns no tables.

Floor 10. The place is kept; nothing is built on it yet.

"""
