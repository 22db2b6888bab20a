"""Needs, anchoring, governing documents, action plans, structures, maturity and the goal board.

Floor 8. The place is kept; nothing is built on it yet.

"""
