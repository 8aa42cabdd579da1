"""Electronic seals on PDF files: the authority that vouches, the sealer, the reader."""
