"""What a person sees: citizen, officer, administrator."""
