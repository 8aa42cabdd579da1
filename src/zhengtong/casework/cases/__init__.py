"""Applications and their handling: drafts, submission, tasks, the clock, the decision.

What an item asks for and who performs its steps is the registry's; a licence is the licences'.
"""
