"""Development networks: their terms, seats and the host's staff.

Floor 4. Every number of the programme is a value on the terms. A seat belongs to a member organisation.
Words: network, terms, seat (participation), staff.

"""
