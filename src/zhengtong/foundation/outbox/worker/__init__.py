"""The one background process: it runs jobs, relays messages, seals the ledger and tidies up.

Any number of it may run; it outlives the database's restarts and loses no work when it is killed.
"""
