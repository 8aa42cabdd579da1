"""What the demo city is made of: ``plan`` lists the steps in order, each skipped when done before.

Bodies, items, divisions and holidays are real and public; officers, citizens, their numbers and
everything issued to them are specimens.
"""
