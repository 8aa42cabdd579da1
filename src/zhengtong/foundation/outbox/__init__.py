"""Facts on their way up: written with the act, delivered after it, at least once.

Owns messages, their relay to the handlers of ``config.wiring`` and the worker process. Does not own
what a fact means: events belong to the rooms that tell them.
"""
