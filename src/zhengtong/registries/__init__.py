"""What government can do and what it has granted."""
