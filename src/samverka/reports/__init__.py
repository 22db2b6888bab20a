"""Reads every floor, writes nothing, owns no tables.

Floor 10. Whatever would have to look upwards is a page here: the network's front, which shows seats, meetings
and where the month waits.

"""
