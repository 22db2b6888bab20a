"""Process support, questions to the network, and method resources.

Floor 9. The host logs each contact with a municipality and what was agreed; members ask each other; method resources
go from a request to a published version.

"""
