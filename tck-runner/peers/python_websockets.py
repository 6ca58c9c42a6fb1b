"""python3-websockets: /usr/bin/python3 python_websockets.py PORT"""
import asyncio
import http
import logging
import sys
import urllib.parse

import websockets


async def echo(peer, path=None):
    async for message in peer:
        await peer.send(message)


async def nowhere(path, headers):
    return None if urllib.parse.urlsplit(path).path == "/echo" else (http.HTTPStatus.NOT_FOUND, [], b"")


async def main(port):
    logging.disable(logging.CRITICAL)  # Every case that breaks a rule would be told of.
    async with websockets.serve(echo, "127.0.0.1", port, max_size=16 << 20, ping_interval=None, process_request=nowhere) as server:
        print(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/echo", flush=True)
        await asyncio.Future()


asyncio.run(main(int(sys.argv[1])))
