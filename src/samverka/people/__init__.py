"""Who people are: accounts and sign-in, persons, member organisations, employers.

Floor 2. An account is what one signs in with; every stamp points to a person. Binds the doors of the
ground floor to persons and request keys.
Words: person, account, member organisation, confirmed domain, employer, employment.

"""
