"""The search engine of the catalogue: Chinese words, an embedded index, ranking, suggestions.

It knows documents and words, not tables: selectors hand it the one and the other.
"""
