"""The officer's site: queue, case, decision."""
