"""Values and algorithms without Django: codes with check digits, errors, labels, digests."""
