"""What the server cannot read: key pairs, passphrases, keys on paper, and a chain of records.

Nothing here is a primitive of our own: X25519, XChaCha20-Poly1305 and Argon2id are libsodium's.
"""
