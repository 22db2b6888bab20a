"""The roof: settings, addresses, front page, what to do now, errors, and the processes.

Stands over everything and is known by nothing.

"""
