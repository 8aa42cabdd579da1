"""Runs the platform's processes together: started in order, watched, stopped in reverse order."""
