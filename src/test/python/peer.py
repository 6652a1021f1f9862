"""A server and a client made with the Python library websockets, for PythonPeersIT.

  peer.py serve       listens on a free port of loopback, prints 'port N' and then what it sees, a line each, until its
                      stdin ends; the path says what it does
  peer.py talk URL    talks to /echo below the URL and to /close, and prints what it sees
"""

import asyncio
import sys
from urllib.parse import parse_qs, urlsplit

import websockets
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, ServerPerMessageDeflateFactory


async def behave(socket):
    url = urlsplit(socket.path)
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    if url.path == "/close":
        await socket.recv()
        await socket.close(int(query["code"]), query.get("reason", ""))
    elif url.path == "/fragments":
        message = await socket.recv()
        await socket.send([message[i : i + 1] for i in range(len(message))])
        await socket.wait_closed()
    elif url.path == "/ping":
        await (await socket.ping("are you there"))
        await socket.send("yes")
        await socket.wait_closed()
    else:
        try:
            async for message in socket:
                await socket.send(message)
        except websockets.ConnectionClosedError:
            pass
    print(f"closed {socket.close_code} {socket.close_reason}", flush=True)


async def serve():
    options = {"host": "127.0.0.1", "port": 0, "max_size": None, "subprotocols": ["chat.v2"]}
    # The smallest window, and contexts that are not kept: what its defaults do not show.
    hard = ServerPerMessageDeflateFactory(
        server_no_context_takeover=True, client_no_context_takeover=True, server_max_window_bits=9
    )
    async with websockets.serve(behave, **options) as server:
        async with websockets.serve(behave, compression=None, extensions=[hard], **options) as harder:
            print(f"port {server.sockets[0].getsockname()[1]}", flush=True)
            print(f"harder port {harder.sockets[0].getsockname()[1]}", flush=True)
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def talk(url):
    text = "grüße " * 100_000
    binary = bytes(range(256)) * 4096
    extensions = [ClientPerMessageDeflateFactory(client_max_window_bits=9, client_no_context_takeover=True)]
    async with websockets.connect(url + "echo", max_size=None, extensions=extensions, compression=None) as socket:
        print("extensions", *[extension.name for extension in socket.extensions])
        await socket.send("hi")
        print("text", await socket.recv())
        await socket.send(text)
        print("long text", await socket.recv() == text)
        await socket.send(binary)
        print("long binary", await socket.recv() == binary)
        await socket.send(["in ", "three ", "fragments"])
        print("fragments", await socket.recv())
        await asyncio.wait_for(await socket.ping(), 10)
        print("pong")
        await socket.close(4001, "bye")
        print("closed", socket.close_code, socket.close_reason)
    async with websockets.connect(url + "close/4321?reason=enough") as socket:
        await socket.send("go")
        await socket.wait_closed()
        print("closed", socket.close_code, socket.close_reason)
    try:
        await websockets.connect(url + "nothing")
    except websockets.InvalidStatusCode as refusal:
        print("refused", refusal.status_code)


asyncio.run(serve() if sys.argv[1] == "serve" else talk(sys.argv[2]))
