"""Reads every floor, writes nothing, owns no tables: whatever would have to look upwards is a page here.

Floor 10. The network's front, which shows seats, meetings and where the month waits.
Words: none of its own.

"""
