"""An SMSC that keeps what it is given and tells receivers what became of it, by the server of the package `smpp34`.

smsc.py PORT [INNER CERT KEY]    with TLS before the port INNER, if these are given; prints `ready`, then one JSON line for each session and each message

The last two digits of a number say what happens: 44 never arrives, 55 is no number, 66 is refused for the first time.
Messages are numbered; receipts name them in hexadecimal digits, as some SMSCs do.
"""
import asyncio, json, ssl, sys

import smpp34


def say(**what):
    print(json.dumps(what), flush=True)


async def relay(reader, writer):
    try:
        while part := await reader.read(4096):
            writer.write(part)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def protect(port, inner, cert, key):
    """TLS before it: its own server knows none."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)

    async def accept(reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", inner)
        await asyncio.gather(relay(reader, far_writer), relay(far_reader, writer))

    return await asyncio.start_server(accept, "127.0.0.1", port, ssl=context)


async def main(port, inner=None, *files):
    if files:
        front = await protect(port, int(inner), *files)
    server = smpp34.Server("127.0.0.1", int(inner or port), system_id="SMSC")
    await server.start()
    print("ready", flush=True)
    sessions, receivers, busy, waiting, tasks = {}, [], set(), [], []
    number = 25

    async def hand_over(receiver, receipt):
        try:
            await receiver.deliver_sm(**receipt)
            say(told=True)
        except smpp34.SmppError as error:
            say(untold=str(error))

    def tell():
        # Beside the loop, which has the answers to take in.
        while waiting and receivers:
            tasks.append(asyncio.create_task(hand_over(receivers[-1], waiting.pop(0))))

    while True:
        event = await server.next()
        if isinstance(event, smpp34.Esme):
            sessions[event.session_id] = event
            if event.can_receive:
                receivers.append(event)
            say(bound=event.system_id, receives=event.can_receive)
            tell()
        elif isinstance(event, smpp34.Unbound):
            gone = sessions.pop(event.session_id, None)
            receivers = [one for one in receivers if one is not gone]
        elif isinstance(event, smpp34.SubmitSmEvent):
            to = event.destination_addr
            say(
                to=to, to_kind=[event.dest_addr_ton, event.dest_addr_npi],
                source=event.source_addr, source_kind=[event.source_addr_ton, event.source_addr_npi],
                coding=event.data_coding, esm_class=event.esm_class, asks=event.registered_delivery,
                text=event.short_message.hex(),
            )
            if to.endswith("55"):
                event.reject(smpp34.ESME_RINVDSTADR)
                continue
            if to.endswith("66") and to not in busy:
                busy.add(to)
                event.reject(smpp34.ESME_RTHROTTLED)
                continue
            number += 1
            event.accept(message_id=str(number))
            if event.registered_delivery:
                state, error = ("UNDELIV", "011") if to.endswith("44") else ("DELIVRD", "000")
                text = f"id:{number:08X} sub:001 dlvrd:001 submit date:2605111200 done date:2605111201 stat:{state} err:{error} text:"
                waiting.append(dict(
                    destination_addr=event.source_addr, source_addr=to, esm_class=4, short_message=text.encode(),
                ))
                tell()


asyncio.run(main(int(sys.argv[1]), *sys.argv[2:]))
