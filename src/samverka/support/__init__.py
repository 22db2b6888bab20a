"""Process support, questions to the network, method requests and resources.

Floor 9. The place is kept; nothing is built on it yet.

"""
