"""What happened: append-only, hash-chained evidence, and the keys of requests.

Floor 1. One chain per network and one for the house. Points to nothing: an entry names its subject by
label and id and its actor by key, so every floor can write here and nothing is kept from deletion.
Words: journal, entry, payload, request key, actor.

"""
