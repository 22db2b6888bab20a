"""From open call to seat: interest, confirmation, selection, letter of intent.

Floor 7. Asks the engine in `selection` and keeps its answer; awards the seat by asking `networks` and fills
the team by asking `teams`. Words: call, interest, confirmation, selection decision, letter of intent.

"""
