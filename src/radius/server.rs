//! The server: two UDP ports, some threads, no packet that makes another wait.
//!
//! Each thread receives, checks and asks the [`Service`]; the answer is sent from whatever thread gives it. A rejection
//! waits a little on a clock of its own, so that guessing is slow and nobody else is.

use super::{
    authenticator::{self, MessageAuthenticator},
    delay::Delay,
    duplicates::{Duplicates, Place, Seen},
    packet::{Code, MAXIMUM, Packet, number},
    reply::Asked,
    request,
    service::{Acknowledge, LoginAnswer, Notice, Service, Verdict},
};
use crate::domain::gateway::Gateway;
use socket2::{Domain, Protocol, Socket, Type};
use std::{
    cell::RefCell,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use thiserror::Error;

/// Longest delay of a rejection: some gateways wait little more than a second in all (GATEWAYS 5.6).
const LONGEST_DELAY: Duration = Duration::from_millis(500);
/// Room for the packets that come while all threads work; the kernel may give less.
const RECEIVE_BUFFER: usize = 4 << 20;
/// Most requests that the [`Service`] may owe an answer for. More are dropped, and come again.
const MOST_WAITING: usize = 32768;
/// After this long a thread looks whether it shall stop.
const LOOK_UP: Duration = Duration::from_millis(250);

/// Why the server does not start.
#[derive(Debug, Error)]
pub enum Error {
    /// Another program has the port.
    #[error(
        "UDP port {port} of {address} is taken by another program: stop that program or choose another port"
    )]
    Taken {
        /// Of this address.
        address: IpAddr,
        /// The port.
        port: u16,
    },
    /// Ports below 1024 need rights.
    #[error(
        "UDP port {port} of {address} may not be opened by this user: choose a port above 1023"
    )]
    Forbidden {
        /// Of this address.
        address: IpAddr,
        /// The port.
        port: u16,
    },
    /// The computer has no such address.
    #[error("this computer has no address {0}: choose one that it has, or 0.0.0.0 for all")]
    Address(IpAddr),
    /// Anything else.
    #[error("UDP port {port} of {address} cannot be opened")]
    Open {
        /// Of this address.
        address: IpAddr,
        /// The port.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// A thread cannot be started.
    #[error("no thread can be started for the RADIUS server")]
    Thread(#[source] io::Error),
}

/// How the server runs.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Threads for each port.
    pub threads: usize,
    /// How long after its request a rejection is sent; at most half a second.
    pub reject_delay: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            threads: thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 8)),
            reject_delay: LONGEST_DELAY,
        }
    }
}

/// A running server; dropping it stops it.
pub struct Server {
    auth: SocketAddr,
    acct: SocketAddr,
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("auth", &self.auth)
            .field("acct", &self.acct)
            .finish_non_exhaustive()
    }
}

impl Server {
    /// Opens both ports (1812 and 1813 by RFC 2865 and 2866; 0 lets the system choose) and answers.
    pub fn start(
        auth: SocketAddr,
        acct: SocketAddr,
        service: Arc<dyn Service>,
        options: Options,
    ) -> Result<Self, Error> {
        let (auth_socket, acct_socket) = (bind(auth)?, bind(acct)?);
        let local = |socket: &UdpSocket, asked| socket.local_addr().unwrap_or(asked);
        let mut server = Self {
            auth: local(&auth_socket, auth),
            acct: local(&acct_socket, acct),
            shared: Arc::new(Shared {
                service,
                duplicates: Duplicates::new(),
                delay: Delay::start().map_err(Error::Thread)?,
                reject_delay: options.reject_delay.min(LONGEST_DELAY),
                waiting: AtomicUsize::new(0),
                stopping: AtomicBool::new(false),
            }),
            threads: Vec::new(),
        };
        server.listen(Port::Authentication, auth_socket, options.threads)?;
        server.listen(Port::Accounting, acct_socket, options.threads)?;
        Ok(server)
    }

    /// Where logins are answered.
    pub fn auth_addr(&self) -> SocketAddr {
        self.auth
    }

    /// Where accounting is answered.
    pub fn acct_addr(&self) -> SocketAddr {
        self.acct
    }

    fn listen(&mut self, port: Port, socket: UdpSocket, threads: usize) -> Result<(), Error> {
        let socket = Arc::new(socket);
        for _ in 0..threads.max(1) {
            let worker = Worker {
                port,
                socket: Arc::clone(&socket),
                shared: Arc::clone(&self.shared),
            };
            let thread = thread::Builder::new()
                .name(format!("radius {}", port.word()))
                .spawn(move || worker.run())
                .map_err(Error::Thread)?;
            self.threads.push(thread);
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        self.shared.delay.stop();
        wake(self.auth, self.threads.len());
        wake(self.acct, self.threads.len());
        let own = thread::current().id();
        for thread in self
            .threads
            .drain(..)
            .filter(|thread| thread.thread().id() != own)
        {
            // A thread that panicked has said so already.
            let _ = thread.join();
        }
    }
}

/// Sends empty datagrams, so that no thread waits for its time-out.
fn wake(address: SocketAddr, times: usize) {
    let to = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    if let Ok(socket) = UdpSocket::bind(SocketAddr::new(to, 0)) {
        for _ in 0..times {
            let _ = socket.send_to(&[], SocketAddr::new(to, address.port()));
        }
    }
}

/// Opens a port for this process alone: nothing is shared, so a second server is told.
fn bind(address: SocketAddr) -> Result<UdpSocket, Error> {
    open(address).map_err(|source| {
        let (port, address) = (address.port(), address.ip());
        match source.kind() {
            io::ErrorKind::AddrInUse => Error::Taken { address, port },
            io::ErrorKind::PermissionDenied => Error::Forbidden { address, port },
            io::ErrorKind::AddrNotAvailable => Error::Address(address),
            _ => Error::Open {
                address,
                port,
                source,
            },
        }
    })
}

fn open(address: SocketAddr) -> io::Result<UdpSocket> {
    let socket = Socket::new(
        Domain::for_address(address),
        Type::DGRAM,
        Some(Protocol::UDP),
    )?;
    if address.is_ipv6() {
        // [::] hears IPv4 as well, where the system can do that.
        let _ = socket.set_only_v6(false);
    }
    let _ = socket.set_recv_buffer_size(RECEIVE_BUFFER);
    socket.set_read_timeout(Some(LOOK_UP))?;
    socket.bind(&address.into())?;
    Ok(socket.into())
}

/// Which of the two ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Port {
    Authentication,
    Accounting,
}

impl Port {
    fn word(self) -> &'static str {
        match self {
            Self::Authentication => "login",
            Self::Accounting => "accounting",
        }
    }

    /// What is asked here, besides Status-Server.
    fn request(self) -> Code {
        match self {
            Self::Authentication => Code::ACCESS_REQUEST,
            Self::Accounting => Code::ACCOUNTING_REQUEST,
        }
    }

    /// How Status-Server is answered here (RFC 5997, section 3).
    fn status(self) -> Code {
        match self {
            Self::Authentication => Code::ACCESS_ACCEPT,
            Self::Accounting => Code::ACCOUNTING_RESPONSE,
        }
    }
}

/// What all threads share.
struct Shared {
    service: Arc<dyn Service>,
    duplicates: Duplicates,
    delay: Delay,
    reject_delay: Duration,
    /// Requests that the service owes an answer for.
    waiting: AtomicUsize,
    stopping: AtomicBool,
}

/// One thread of one port.
struct Worker {
    port: Port,
    socket: Arc<UdpSocket>,
    shared: Arc<Shared>,
}

impl Worker {
    fn run(self) {
        let mut buffer = [0; MAXIMUM];
        while !self.shared.stopping.load(Ordering::Relaxed) {
            match self.socket.recv_from(&mut buffer) {
                Ok((length, source)) => {
                    let datagram = buffer.get(..length).unwrap_or_default();
                    let handled =
                        catch_unwind(AssertUnwindSafe(|| self.datagram(datagram, source)));
                    if handled.is_err() {
                        tracing::error!(%source, "a packet could not be handled");
                    }
                }
                Err(error) if is_passing(&error) => {}
                Err(error) => {
                    tracing::warn!(%error, "the {} port cannot be read", self.port.word());
                    thread::sleep(LOOK_UP);
                }
            }
        }
    }

    /// Unknown clients are dropped before anything of the packet is looked at.
    fn datagram(&self, datagram: &[u8], source: SocketAddr) {
        if self.shared.stopping.load(Ordering::Relaxed) {
            return;
        }
        let service = &self.shared.service;
        let ip = source.ip().to_canonical();
        let Some(client) = service.client(ip) else {
            return service.notice(Notice::UnknownClient(ip));
        };
        match Packet::parse(datagram) {
            Ok(packet) => self.packet(&packet, source, &client),
            Err(error) => self.malformed(source, error.to_string()),
        }
    }

    fn packet(&self, packet: &Packet<'_>, source: SocketAddr, client: &Arc<Gateway>) {
        let known = [self.port.request(), Code::STATUS_SERVER].contains(&packet.code());
        if !known {
            let why = format!(
                "code {} does not belong on the {} port",
                packet.code().0,
                self.port.word()
            );
            return self.malformed(source, why);
        }
        match authenticity(packet, client) {
            Authenticity::Genuine if packet.code() == Code::STATUS_SERVER => {
                self.status(packet, source, client);
            }
            Authenticity::Genuine => self.once(packet, source, client),
            Authenticity::Bad => self.notice(Notice::BadAuthenticator {
                client: Arc::clone(client),
            }),
            Authenticity::Unsigned => {
                self.notice(Notice::MissingMessageAuthenticator {
                    client: Arc::clone(client),
                });
            }
        }
    }

    /// Answers a request that is new; one that was answered gets the same octets again.
    fn once(&self, packet: &Packet<'_>, source: SocketAddr, client: &Arc<Gateway>) {
        let place = Place {
            source,
            code: packet.code().0,
            identifier: packet.identifier(),
        };
        let now = Instant::now();
        match self
            .shared
            .duplicates
            .enter(place, packet.authenticator(), now)
        {
            Seen::InProgress => {}
            Seen::Answered(reply) => send(&self.socket, &reply, source),
            Seen::New => {
                let pending = self.pending(packet, place, now, client);
                if self.shared.waiting.load(Ordering::Relaxed) > MOST_WAITING {
                    return;
                }
                match self.port {
                    Port::Authentication => self.login(packet, pending),
                    Port::Accounting => self.accounting(packet, pending),
                }
            }
        }
    }

    fn pending(
        &self,
        packet: &Packet<'_>,
        place: Place,
        arrival: Instant,
        client: &Arc<Gateway>,
    ) -> Pending {
        let _ = self.shared.waiting.fetch_add(1, Ordering::Relaxed);
        Pending {
            asked: Asked::of(packet),
            place,
            arrival,
            client: Arc::clone(client),
            socket: Arc::clone(&self.socket),
            shared: Arc::clone(&self.shared),
            answered: false,
        }
    }

    fn login(&self, packet: &Packet<'_>, mut pending: Pending) {
        let login = request::login(
            packet,
            &pending.client,
            pending.place.source.ip().to_canonical(),
        );
        pending.asked.remember(&login.proof);
        let answer = LoginAnswer(Box::new(move |verdict| pending.verdict(&verdict)));
        self.shared.service.login(login, answer);
    }

    fn accounting(&self, packet: &Packet<'_>, pending: Pending) {
        let source = pending.place.source.ip().to_canonical();
        match request::record(packet, &pending.client, source, chrono::Utc::now()) {
            Some(record) => {
                let done = Acknowledge(Box::new(move || pending.acknowledge()));
                self.shared.service.accounting(record, done);
            }
            // Nothing that is kept, so nothing that could be lost: the client must not send it for ever.
            None if packet.integer(number::ACCT_STATUS_TYPE).is_some() => pending.acknowledge(),
            None => self.malformed(
                pending.place.source,
                "Acct-Status-Type is missing".to_owned(),
            ),
        }
    }

    fn status(&self, packet: &Packet<'_>, source: SocketAddr, client: &Gateway) {
        with_buffer(|buffer| {
            if Asked::of(packet)
                .status(self.port.status(), client, buffer)
                .is_ok()
            {
                send(&self.socket, buffer, source);
            }
        });
    }

    fn malformed(&self, source: SocketAddr, why: String) {
        self.notice(Notice::Malformed { source, why });
    }

    fn notice(&self, notice: Notice) {
        self.shared.service.notice(notice);
    }
}

/// Time-outs, interruptions, and what earlier replies to closed ports leave on the socket.
fn is_passing(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionRefused, ConnectionReset, Interrupted, TimedOut, WouldBlock};
    [
        WouldBlock,
        TimedOut,
        Interrupted,
        ConnectionReset,
        ConnectionRefused,
    ]
    .contains(&error.kind())
}

/// Whether a request comes from somebody who holds the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Authenticity {
    Genuine,
    Bad,
    Unsigned,
}

/// Access-Request and Status-Server are signed by Message-Authenticator alone, accounting by its Request Authenticator.
/// An old client may leave Message-Authenticator out, but not together with Proxy-State: that is how the forgery of
/// CVE-2024-3596 looks to a server.
fn authenticity(packet: &Packet<'_>, client: &Gateway) -> Authenticity {
    let secret = client.secret.as_bytes();
    let old = client.allow_missing_message_authenticator && !packet.has(number::PROXY_STATE);
    let excused = match packet.code() {
        Code::ACCESS_REQUEST => old && !packet.has(number::EAP_MESSAGE),
        Code::STATUS_SERVER => false,
        _ => true,
    };
    if packet.code() == Code::ACCOUNTING_REQUEST && !authenticator::check_request(packet, secret) {
        return Authenticity::Bad;
    }
    match authenticator::check_message(packet, secret) {
        MessageAuthenticator::Valid => Authenticity::Genuine,
        MessageAuthenticator::Invalid => Authenticity::Bad,
        MessageAuthenticator::Absent if excused => Authenticity::Genuine,
        MessageAuthenticator::Absent => Authenticity::Unsigned,
    }
}

/// A request that the service works on. Dropped without an answer it leaves no trace, so that the next try counts.
struct Pending {
    asked: Asked,
    place: Place,
    arrival: Instant,
    client: Arc<Gateway>,
    socket: Arc<UdpSocket>,
    shared: Arc<Shared>,
    answered: bool,
}

impl Pending {
    fn verdict(self, verdict: &Verdict) {
        let accepted = self.asked.accepts(verdict);
        let reply = with_buffer(|buffer| {
            let written = self.asked.login(verdict, &self.client, buffer);
            written.map(|()| Arc::<[u8]>::from(buffer.as_slice()))
        });
        match reply {
            Ok(reply) if accepted => self.send(&reply),
            Ok(reply) => self.send_late(reply),
            Err(error) => {
                tracing::warn!(%error, client = self.client.name, "a reply cannot be written");
            }
        }
    }

    fn acknowledge(self) {
        let reply = with_buffer(|buffer| {
            let written = self.asked.accounting(&self.client, buffer);
            written.map(|()| Arc::<[u8]>::from(buffer.as_slice()))
        });
        match reply {
            Ok(reply) => self.send(&reply),
            Err(error) => {
                tracing::warn!(%error, client = self.client.name, "a reply cannot be written");
            }
        }
    }

    /// Kept before it is sent: a client that asks again at once must find it.
    fn send(mut self, reply: &Arc<[u8]>) {
        self.answered = true;
        let (place, authenticator) = (&self.place, self.asked.authenticator());
        self.shared
            .duplicates
            .answered(place, authenticator, Arc::clone(reply), Instant::now());
        send(&self.socket, reply, self.place.source);
    }

    fn send_late(self, reply: Arc<[u8]>) {
        let due = self.arrival + self.shared.reject_delay;
        if due <= Instant::now() {
            return self.send(&reply);
        }
        let shared = Arc::clone(&self.shared);
        shared.delay.until(due, Box::new(move || self.send(&reply)));
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let _ = self.shared.waiting.fetch_sub(1, Ordering::Relaxed);
        if !self.answered {
            self.shared
                .duplicates
                .forget(&self.place, self.asked.authenticator());
        }
    }
}

/// A reply that cannot be sent is as lost as one that the network loses: the client asks again.
fn send(socket: &UdpSocket, reply: &[u8], to: SocketAddr) {
    if let Err(error) = socket.send_to(reply, to) {
        tracing::debug!(%error, %to, "a reply cannot be sent");
    }
}

/// Lends the thread's own buffer.
fn with_buffer<T>(f: impl FnOnce(&mut Vec<u8>) -> T) -> T {
    thread_local!(static BUFFER: RefCell<Vec<u8>> = RefCell::new(Vec::with_capacity(MAXIMUM)));
    BUFFER.with_borrow_mut(f)
}
