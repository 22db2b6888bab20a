"""What a municipality sets out to do, and how far it has come.

Floor 8. Hangs on the seat; reads calls, meetings, enterprises and teams below. Words: needs inventory, development
need, need, decision, anchoring, governing document, action plan, goal, action, internal and external structure,
maturity, target, result goal, indicator, measurement.
"""
