"""A mail server that delivers to a Maildir, and a reader of it.

mail_server.py serve MAILDIR MODE CERT KEY [PORT]    MODE is tls, starttls or plain; prints the port; user hotel, password secret
mail_server.py read MAILDIR                          prints the messages as JSON; pictures and files are written beside it
"""
import asyncio, email, email.policy, json, mailbox, os, ssl, sys


def serve(maildir, mode, cert, key, port=0):
    from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

    box = mailbox.Maildir(maildir)
    seen = set()

    class Handler:
        async def handle_RCPT(self, server, session, envelope, address, options):
            name = address.split("@")[0]
            if name == "nobody":
                return "550 5.1.1 no such user here"
            if name == "grey" and address not in seen:
                seen.add(address)
                return "451 4.7.1 greylisted, come back later"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            if "spam" in envelope.rcpt_tos[0]:
                return "554 5.7.1 looks like spam"
            box.add(envelope.original_content)
            return "250 2.0.0 kept"

    def login(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"hotel", b"secret")
        return AuthResult(success=good, handled=False, message=None if good else "535 5.7.8 wrong password")

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)

    def server():
        return SMTP(
            Handler(),
            hostname="mail.example.org",
            authenticator=login,
            auth_required=True,
            auth_require_tls=mode == "starttls",
            require_starttls=mode == "starttls",
            tls_context=context if mode == "starttls" else None,
        )

    async def run():
        wrapper = context if mode == "tls" else None
        listening = await asyncio.get_running_loop().create_server(server, "127.0.0.1", int(port), ssl=wrapper)
        print(listening.sockets[0].getsockname()[1], flush=True)
        await asyncio.Event().wait()

    asyncio.run(run())


def read(maildir):
    messages = []
    for number, kept in enumerate(mailbox.Maildir(maildir)):
        message = email.message_from_bytes(kept.as_bytes(), policy=email.policy.default)
        parts = []
        for part in message.walk():
            if part.is_multipart():
                continue
            row = {"type": part.get_content_type(), "cid": part["Content-ID"], "file": part.get_filename()}
            content = part.get_content()
            if isinstance(content, str):
                row["text"] = content
            else:
                row["path"] = os.path.join(maildir, "part-%d-%d" % (number, len(parts)))
                with open(row["path"], "wb") as file:
                    file.write(content)
            parts.append(row)
        heads = {name.lower(): str(value) for name, value in message.items()}
        shape = [part.get_content_type() for part in message.walk() if part.is_multipart()]
        messages.append({"heads": heads, "shape": shape, "parts": parts, "defects": [str(one) for one in message.defects]})
    print(json.dumps(messages))


{"serve": serve, "read": read}[sys.argv[1]](*sys.argv[2:])
