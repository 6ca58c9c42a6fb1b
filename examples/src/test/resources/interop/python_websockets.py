"""Talks to an echo endpoint with python3-websockets: peer.py <url> <deflate|plain>. One line per case, "done" at the end."""
import asyncio
import os
import sys

import websockets

SIZES = [0, 1, 125, 126, 65535, 65536, 1024 * 1024, 16 * 1024 * 1024]
FRAGMENT = 50_000


def text_of(size):
    """That many bytes of UTF-8, of 1 to 4 bytes a character."""
    piece = "Boğaziçi 🌊 "
    length = len(piece.encode())
    return piece * (size // length) + "x" * (size % length)


def fragments(message):
    return [message[at:at + FRAGMENT] for at in range(0, len(message), FRAGMENT)]


async def main(url, compression):
    async with websockets.connect(url, compression=compression, max_size=None, ping_interval=None) as peer:
        extensions = getattr(peer, "extensions", None)
        if extensions is None:
            extensions = peer.protocol.extensions
        print("extensions", *[extension.name for extension in extensions])
        for size in SIZES:
            for message in (text_of(size), os.urandom(size)):
                for sent in [message] + ([fragments(message)] if size > FRAGMENT else []):
                    await peer.send(sent)
                    same = await peer.recv() == message
                    print("same" if same else "DIFFERENT", type(message).__name__, size, "fragmented" * (sent is not message))
        pong = await peer.ping(b"ping")
        await asyncio.wait_for(pong, 10)
        await peer.close(4001, "done")
        print("closed", peer.close_code, peer.close_reason)
    print("done")


asyncio.run(main(sys.argv[1], "deflate" if sys.argv[2] == "deflate" else None))
