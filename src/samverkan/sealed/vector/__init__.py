"""ristretto255 for several elements at once, compiled for this processor when it pays.

The arithmetic is written as LLVM's text in `code`, `limbs`, `ifma`, `points`, `ristretto`, `sums`
and `digests`; `routines` puts it together, `compiled` compiles and calls it, and `engine` proves
each batch against libsodium. Only `compiled` needs llvmlite, and imports it when it compiles.
"""
