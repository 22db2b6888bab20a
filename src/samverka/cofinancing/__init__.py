"""Hours as money: pledges, claims and their lines, against plan and required share.

Floor 8. Closing a claim reads submitted sheets, locks them and keeps its own numbers for ever.
Words: pledge, claim, claim line, budget line.

"""
