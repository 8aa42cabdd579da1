"""``python -m tools.kills``: the platform under load, its processes killed again and again.

The real platform (embedded PostgreSQL, granian, the worker) is started as processes of its own;
applicants and officers work over HTTP and ask again, with the same key, until they are answered.
Meanwhile the web server, the worker and the database die by SIGKILL at random moments and are
started again, as a service manager would. Afterwards the record is held against what was answered.

victims  the processes, how they die and how they come back
clients  the load, and what was acknowledged to it
audit    what must be true afterwards
"""
