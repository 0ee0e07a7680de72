"""A demo instance's worker: the site as everywhere, and a channel on which the driver asks."""

from __future__ import annotations

from os import environ
from threading import Thread

from samverkan.demo.control import control_streams, serve_control
from samverkan.web.conf.worker import application

__all__ = ["application"]


def _take_orders() -> None:
    # The acts need the site's apps, which the line above has loaded.
    from samverkan.demo.acts import ACTS

    with control_streams(environ) as (stream_in, stream_out):
        serve_control(stream_in, stream_out, ACTS)


Thread(target=_take_orders, name="driver", daemon=True).start()
