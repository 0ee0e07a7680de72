"""Compiled routines that err, for tests of who finds out and what is said."""


class Broken:
    """Compiled routines of which one gives a wrong bit, or a wrong verdict, in every lane."""

    def __init__(self, sound, routine, *, verdict=None, lane=(..., 0, slice(None))):
        self._sound, self._routine, self._verdict = sound, routine, verdict
        self._lane = lane
        self.lanes = sound.lanes
        self.used = 0

    def __getattr__(self, name):
        function = getattr(self._sound, name)
        return self._broken(function) if name == self._routine else function

    def _broken(self, function):
        def answer(*arguments):
            self.used += 1
            found = function(*arguments)
            if self._verdict is None:
                if isinstance(found, bytes):
                    return bytes(each ^ 1 for each in found)
                wrong = found[0] if isinstance(found, tuple) else found
                if self._lane[0] is ... or len(wrong) > self._lane[0]:
                    wrong[self._lane] ^= 1
            else:
                found[1][...] = self._verdict
            return found

        return answer
