"""Applications and their handling: drafts, submission, tasks, clock, decision; not the rules of any item."""
