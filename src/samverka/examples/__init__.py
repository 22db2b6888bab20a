"""Learning examples, dissemination, news, subscriptions and mentor offers.

Floor 9. What a municipality has learned is written, approved by those it is about, and published as editions that
never change; the public pages read those alone.

"""
