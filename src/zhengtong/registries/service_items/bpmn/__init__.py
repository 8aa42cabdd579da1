"""BPMN 2.0 of a process: written, read back, drawn.

``drafting`` turns a process into a graph with places, ``writing`` and ``reading`` are the XML,
``structure`` finds the process in a graph again, ``drawing`` shows any graph that has places.
What is not in the documented subset (``docs/reference/bpmn.md``) is refused by element and reason.
"""
