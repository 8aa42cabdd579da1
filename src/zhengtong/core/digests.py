"""The SM3 digest, as the commercial cryptography of China asks for it.

Source: GB/T 32905—2016 信息安全技术 SM3密码杂凑算法.
"""

from cryptography.hazmat.primitives.hashes import SM3, Hash


def sm3(content: bytes) -> bytes:
    """Return the 32 bytes of the SM3 digest of ``content``."""
    digest = Hash(SM3())
    digest.update(content)
    return digest.finalize()


def sm3_hex(content: bytes) -> str:
    """Return the SM3 digest of ``content`` as 64 lower-case hexadecimal characters."""
    return sm3(content).hex()
