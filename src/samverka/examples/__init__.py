"""Learning examples, dissemination and mentor offers.

Floor 9. The place is kept; nothing is built on it yet.

"""
