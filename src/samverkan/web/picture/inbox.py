"""What comes in: situation pictures that a centre releases."""

from samverkan.web.picture.actions import receive

RECEIVED = receive
