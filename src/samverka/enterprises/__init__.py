"""Social enterprises, their offers and the collaborations with them.

Floor 5. The place is kept; nothing is built on it yet.

"""
