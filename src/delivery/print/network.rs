//! Receipt printers on the network: a stream of octets to port 9100, and the answers that some of them give.
//!
//! Before anything leaves, the printer is asked how it is (`DLE EOT`, answered at once); after it, for its paper sensor
//! (`GS r 1`, answered in its turn): that answer says that everything before it was worked off. Printers that answer
//! neither are given the page all the same; then nobody knows what became of it.

use super::{Condition, Handed, Refused, Status};
use crate::delivery::{Cause, Failure};
use std::{
    io::{self, Read as _, Write as _},
    net::{TcpStream, ToSocketAddrs as _},
    time::{Duration, Instant},
};

/// How long a printer may take to be reached, to answer a real-time command, to take octets in.
const CONNECT: Duration = Duration::from_secs(3);
const REAL_TIME: Duration = Duration::from_millis(400);
const WRITE: Duration = Duration::from_secs(10);
/// How long a page may take to be printed: a metre of paper at 50 mm/s.
const PRINT: Duration = Duration::from_secs(20);
/// Octets written at once: less than the input buffer of common printers (4 kB), so that a full one is noticed.
const CHUNK: usize = 2048;

pub(super) fn status(host: &str, port: u16) -> Result<Status, Failure> {
    let mut stream = connect(host, port)?;
    Ok(Status {
        condition: ask(&mut stream)
            .map_err(lost)?
            .unwrap_or(Condition::Unknown),
        detail: String::new(),
    })
}

pub(super) fn send(host: &str, port: u16, content: &[u8]) -> Result<Handed, Refused> {
    let mut stream = connect(host, port)?;
    let before = ask(&mut stream).map_err(lost)?;
    if let Some(condition) = before.filter(|condition| !condition.is_able()) {
        return Err(Refused::NotAble(condition));
    }
    let mut written = 0;
    for chunk in content.chunks(CHUNK) {
        if let Err(error) = stream.write_all(chunk) {
            let failure = Failure::new(Cause::HalfTaken, error);
            return Err(if written == 0 {
                Refused::Nothing(failure)
            } else {
                Refused::Perhaps(failure)
            });
        }
        written += chunk.len();
    }
    if before.is_none() {
        // It says nothing: a connection that is closed properly is all that can be had.
        close(&stream);
        return Ok(Handed::Sent);
    }
    let printed = confirm(&mut stream);
    close(&stream);
    printed
}

fn connect(host: &str, port: u16) -> Result<TcpStream, Failure> {
    let unreachable = |error: io::Error| Failure::new(Cause::Unreachable, error);
    let addresses = (host, port).to_socket_addrs().map_err(unreachable)?;
    let mut last = Failure::new(Cause::Unreachable, "the name has no address");
    for address in addresses {
        match TcpStream::connect_timeout(&address, CONNECT) {
            Ok(stream) => {
                stream.set_write_timeout(Some(WRITE)).map_err(unreachable)?;
                stream.set_nodelay(true).map_err(unreachable)?;
                return Ok(stream);
            }
            Err(error) => last = unreachable(error),
        }
    }
    Err(last)
}

/// Asks how the printer is; none if it does not answer (ESC/POS, DLE EOT n).
fn ask(stream: &mut TcpStream) -> io::Result<Option<Condition>> {
    stream.set_read_timeout(Some(REAL_TIME))?;
    let mut heard = [0_u8; 3];
    for (number, answer) in [1_u8, 2, 4].into_iter().zip(&mut heard) {
        stream.write_all(&[0x10, 0x04, number])?;
        match octet(stream)? {
            // Bits 0, 1, 4 and 7 are fixed, so that an answer is told from noise.
            Some(octet) if octet & 0b1001_0011 == 0b0001_0010 => *answer = octet,
            _ => return Ok(None),
        }
    }
    Ok(Some(condition(heard)))
}

/// Printer, off line, and paper sensor, as DLE EOT 1, 2 and 4 answer.
fn condition([printer, offline, paper]: [u8; 3]) -> Condition {
    if offline & 0x20 != 0 || paper & 0x60 != 0 {
        Condition::PaperOut
    } else if offline & 0x04 != 0 {
        Condition::CoverOpen
    } else if offline & 0x40 != 0 {
        Condition::Stopped
    } else if printer & 0x08 != 0 {
        Condition::Offline
    } else {
        Condition::Ready
    }
}

fn octet(stream: &mut TcpStream) -> io::Result<Option<u8>> {
    let mut octet = [0];
    match stream.read(&mut octet) {
        Ok(1) => Ok(octet.first().copied()),
        Ok(_) => Err(io::ErrorKind::UnexpectedEof.into()),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Waits until the printer has worked everything off.
fn confirm(stream: &mut TcpStream) -> Result<Handed, Refused> {
    let perhaps = |error: io::Error| Refused::Perhaps(Failure::new(Cause::HalfTaken, error));
    stream.write_all(&[0x1d, b'r', 1]).map_err(perhaps)?;
    stream
        .set_read_timeout(Some(Duration::from_millis(500)))
        .map_err(perhaps)?;
    let begun = Instant::now();
    while begun.elapsed() < PRINT {
        // Bits 4 and 7 of this answer are 0, which no answer to DLE EOT has.
        if let Some(octet) = octet(stream).map_err(perhaps)?
            && octet & 0b1001_0000 == 0
        {
            return Ok(Handed::Printed);
        }
    }
    let words = "the page left, the printer does not say that it is printed";
    Err(Refused::Perhaps(Failure::new(Cause::Silent, words)))
}

fn close(stream: &TcpStream) {
    // What was written is on its way; that the other side hangs up first is no trouble.
    let _ = stream.shutdown(std::net::Shutdown::Write);
}

fn lost(error: io::Error) -> Failure {
    Failure::new(Cause::Unreachable, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of Epson's "ESC/POS Command Reference", DLE EOT; the fixed bits are 0x12.
    #[test]
    fn answers_to_dle_eot() {
        for (answers, expected) in [
            ([0x12, 0x12, 0x12], Condition::Ready),
            ([0x1a, 0x12, 0x12], Condition::Offline),
            ([0x1a, 0x16, 0x12], Condition::CoverOpen),
            ([0x1a, 0x32, 0x72], Condition::PaperOut),
            ([0x12, 0x12, 0x72], Condition::PaperOut),
            // Near its end, there is still paper.
            ([0x12, 0x12, 0x1e], Condition::Ready),
            ([0x1a, 0x52, 0x12], Condition::Stopped),
        ] {
            assert_eq!(condition(answers), expected, "{answers:02x?}");
        }
    }
}
