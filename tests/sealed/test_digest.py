"""SHA-512 for short messages: Python's own code, or OpenSSL's where there is none."""

import hashlib

import pytest

from samverkan.sealed import digest


@pytest.mark.parametrize("length", [0, 1, 111, 112, 127, 128, 129, 1000])
def test_the_hash_is_sha512_and_not_openssls_code(length):
    message = bytes(range(256)) * 4
    found = digest.sha512(message[:length])
    assert found.digest() == hashlib.sha512(message[:length]).digest()
    assert type(found) is not type(hashlib.sha512()), "OpenSSL's begins more slowly"


def test_a_python_built_without_it_hashes_with_openssl(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(digest, "import_module", missing)
    assert digest._own_sha512() is hashlib.sha512
