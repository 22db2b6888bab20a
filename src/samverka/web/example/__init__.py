"""The example network: an invented cast, and the story of what they did, told through the real actions.

`cast` says who there is, with no database. The other modules tell the story in order: `beginning`, `call`,
`teams`, `work`, `claims`; `story` lines them up and stops at the moment that is asked for. Nothing here writes
on its own: every line that changes something is an action of the package it belongs to.
"""
