"""Zhengtong (政通): integrated online government services from one definition per item."""
