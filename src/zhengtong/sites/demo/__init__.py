"""The demonstration: a city filled with specimens, and one command that runs the whole platform.

It owns no table and no rule: ``city`` calls the other rooms' doors as an administrator would, and
``launcher`` starts the web server and the worker beside it. Nothing else may depend on it.
"""
