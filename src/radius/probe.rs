//! A login asked by ourselves over the network: shows that the server answers (the demo without a display; later the
//! gateway doctor).

use super::{
    authenticator,
    packet::{Code, Error as PacketError, MAXIMUM, Packet, Writer, number},
    password,
};
use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    time::Duration,
};

/// How long an answer may take: a rejection is held back for half a second.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often the question is asked.
const TRIES: u32 = 3;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refuses to send or receive.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The question does not fit into a packet.
    #[error(transparent)]
    Packet(#[from] PacketError),
    /// Nobody answered, or only somebody with another secret.
    #[error("no answer from {0}")]
    Silent(SocketAddr),
}

/// The address of this computer from which that one is reached: where a gateway there finds us. Nothing is sent.
pub fn local_address(there: IpAddr) -> Option<IpAddr> {
    let any: IpAddr = match there {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect((there, 1812)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Asks for a login by PAP; tells whether it was accepted.
pub fn login(
    server: SocketAddr,
    secret: &[u8],
    username: &str,
    password: &str,
) -> Result<bool, Error> {
    let any: SocketAddr = if server.is_ipv4() {
        (Ipv4Addr::UNSPECIFIED, 0).into()
    } else {
        (Ipv6Addr::UNSPECIFIED, 0).into()
    };
    let socket = UdpSocket::bind(any)?;
    socket.connect(server)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    let request = request(secret, username, password)?;
    for _ in 0..TRIES {
        let _ = socket.send(&request)?;
        let mut buffer = [0; MAXIMUM];
        match socket.recv(&mut buffer) {
            Ok(length) => {
                if let Some(accepted) =
                    verdict(&request, buffer.get(..length).unwrap_or_default(), secret)
                {
                    return Ok(accepted);
                }
            }
            Err(error)
                if [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut].contains(&error.kind()) => {
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::Silent(server))
}

fn request(secret: &[u8], username: &str, typed: &str) -> Result<Vec<u8>, PacketError> {
    let nonce: [u8; 16] = rand::random();
    let mut buffer = Vec::new();
    let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, rand::random(), &nonce);
    writer.push(number::MESSAGE_AUTHENTICATOR, &[0; 16])?;
    writer.push_text(number::USER_NAME, username)?;
    writer.push(
        number::USER_PASSWORD,
        &password::hide(typed.as_bytes(), &nonce, secret),
    )?;
    writer.push_text(number::NAS_IDENTIFIER, "innkeeper")?;
    let packet = writer.finish();
    authenticator::sign_message(packet, &nonce, secret);
    Ok(buffer)
}

fn verdict(request: &[u8], reply: &[u8], secret: &[u8]) -> Option<bool> {
    let (request, reply) = (Packet::parse(request).ok()?, Packet::parse(reply).ok()?);
    let ours = reply.identifier() == request.identifier()
        && authenticator::check_reply(&reply, request.authenticator(), secret);
    match reply.code() {
        _ if !ours => None,
        Code::ACCESS_ACCEPT => Some(true),
        Code::ACCESS_REJECT => Some(false),
        _ => None,
    }
}
