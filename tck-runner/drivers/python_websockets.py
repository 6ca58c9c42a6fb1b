"""Has python3-websockets tested: python3 python_websockets.py ws://localhost:PORT"""
import asyncio
import sys

import websockets


async def ask(url):
    """The one message that /count and /report say."""
    async with websockets.connect(url) as peer:
        return await peer.recv()


async def echo(url):
    try:
        async with websockets.connect(url, max_size=None, ping_interval=None, close_timeout=2) as peer:
            async for message in peer:
                await peer.send(message)
    except Exception:  # Many a case wants it so, and what fails otherwise shows in the case.
        pass


async def main(server):
    numbers = iter(range(1, int(await ask(f"{server}/count")) + 1))

    async def some():
        for number in numbers:
            await echo(f"{server}/case/{number}")

    await asyncio.gather(*(some() for _ in range(8)))
    await ask(f"{server}/report")


asyncio.run(main(sys.argv[1]))
