"""ristretto255 for several elements at once, compiled for this processor when it pays.

The arithmetic is written as LLVM's text in `code`, `limbs`, `fields`, `points`, `ristretto`,
`sums`, `digests` and more; `routines` puts it together, `compiled` compiles and calls it, `engine`
proves each batch against libsodium, and `alone` checks each single element by another. Only
`compiled` needs llvmlite, and imports it when it compiles.
"""
