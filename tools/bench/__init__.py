"""``make bench``: what an act costs over HTTP, beside the least that the same SQL could cost.

Three runners do the same work on three copies of one database, in turns:

ours    the platform, as it is deployed, over HTTP
bare    a Django view that only sends the statements that ours sent, in the same transactions
direct  the same statements sent straight to PostgreSQL, without HTTP and without Django

``recorder`` writes down what ours sends; ``recipes`` finds out which values vary and where they
come from, so that the other two can send it again for new cases.
"""
