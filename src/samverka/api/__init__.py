"""The same rules as the pages, for other systems: reads through queries, writes through actions.

Roof. The place is kept; nothing is built on it yet.

"""
