"""Before Django loads: the English catalogues are compiled from the texts in the repository."""

from samverkan.web.conf.messages import compile_messages

compile_messages()
