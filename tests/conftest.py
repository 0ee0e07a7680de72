"""Before Django loads: the English catalogues are compiled from the texts in the repository."""

from hypothesis import settings

from samverkan.web.conf.messages import compile_messages

compile_messages()

# A slow machine is no fault of the code: time is measured by `make bench`, never asserted.
settings.register_profile("samverkan", deadline=None)
settings.load_profile("samverkan")
