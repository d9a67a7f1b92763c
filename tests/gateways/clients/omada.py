"""tplink-omada-client, which others wrote, against omada.py: `omada.py PORT USER PASSWORD`.

It speaks the web interface: it proves how the controller tells who it is, takes a login, keeps its cookie and its token and says no. No client of
the Open API is to be had from the Python index.
"""
import asyncio, sys

from tplink_omada_client.exceptions import LoginFailed
from tplink_omada_client.omadaclient import OmadaClient

port, user, password = sys.argv[1:]


async def main():
    url = "http://127.0.0.1:" + port
    try:
        async with OmadaClient(url, user, "wrong"):
            raise AssertionError("not refused")
    except LoginFailed:
        pass
    import aiohttp

    # The cookie is marked secure, the test's wire is not.
    jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=url)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        client = OmadaClient(url, user, password, websession=session)
        assert len(await client.login()) == 32
        assert [site.name for site in await client.get_sites()] == ["Hotel"]
        assert await client.get_controller_name() == "Omada Controller"


asyncio.run(main())
