"""Commands of the licence register."""
