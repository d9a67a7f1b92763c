//! An IPP printer that can fall silent after it has taken a job, and run out of paper.

use ipp::{
    attribute::IppAttribute,
    model::{DelimiterTag, IppVersion, StatusCode},
    parser::IppParser,
    reader::IppReader,
    request::IppRequestResponse,
    value::IppValue,
};
use std::{
    io::{BufRead as _, BufReader, Cursor, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

#[derive(Clone)]
pub(super) struct Printer {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one thing that a printer does wrong"
)]
struct Shared {
    names: Vec<String>,
    silent: bool,
    hangs_up: bool,
    out_of_paper: bool,
    deaf: bool,
    takes_half: bool,
}

impl Printer {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let printer = Self {
            address: listener.local_addr().unwrap(),
            shared: Arc::default(),
        };
        let serving = printer.clone();
        drop(thread::spawn(move || {
            for stream in listener.incoming() {
                let (serving, stream) = (serving.clone(), stream.unwrap());
                drop(thread::spawn(move || serving.serve(stream)));
            }
        }));
        printer
    }

    pub(super) fn uri(&self) -> String {
        format!("ipp://{}/ipp/print", self.address)
    }

    /// Jobs that it was given.
    pub(super) fn jobs(&self) -> usize {
        self.shared.lock().unwrap().names.len()
    }

    /// Takes jobs and does not answer.
    pub(super) fn keep_silent(&self, silent: bool) {
        self.shared.lock().unwrap().silent = silent;
    }

    /// Takes jobs, and hangs up on whoever asks for anything.
    pub(super) fn hang_up(&self) {
        self.shared.lock().unwrap().hangs_up = true;
    }

    /// Takes connections and says nothing to anybody.
    pub(super) fn be_deaf(&self, deaf: bool) {
        self.shared.lock().unwrap().deaf = deaf;
    }

    /// Hangs up in the middle of the next document.
    pub(super) fn take_half(&self) {
        self.shared.lock().unwrap().takes_half = true;
    }

    pub(super) fn run_out_of_paper_after_taking(&self, out: bool) {
        self.shared.lock().unwrap().out_of_paper = out;
    }

    fn serve(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        // A page is thousands of octets; a question is not.
        let half = length > 2000 && std::mem::take(&mut self.shared.lock().unwrap().takes_half);
        if half {
            let _ = reader.read_exact(&mut vec![0; length / 2]);
            return;
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let Some(answer) = self.answer(body) else {
            if !self.shared.lock().unwrap().hangs_up {
                thread::sleep(Duration::from_mins(1));
            }
            return;
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            answer.len()
        );
        let stream = reader.get_mut();
        let _ = stream.write_all(head.as_bytes());
        let _ = stream.write_all(&answer);
    }

    /// None is silence.
    fn answer(&self, body: Vec<u8>) -> Option<Vec<u8>> {
        let request = IppParser::new(IppReader::new(Cursor::new(body)))
            .parse()
            .unwrap();
        let operation = request.header().operation_or_status;
        let asked = request
            .attributes()
            .first_of(DelimiterTag::OperationAttributes)
            .unwrap();
        let text = |name: &str| {
            asked
                .get(name)
                .map(|it| it.value().to_string())
                .unwrap_or_default()
        };
        let mut shared = self.shared.lock().unwrap();
        if shared.deaf {
            return None;
        }
        let mut answer =
            IppRequestResponse::new_response(IppVersion::v1_1(), StatusCode::SuccessfulOk, 1)
                .unwrap();
        let mut add = |tag, name: &str, value| {
            let attribute = IppAttribute::with_name(name, value).unwrap();
            answer.attributes_mut().add(tag, attribute);
        };
        let (printer, job) = (DelimiterTag::PrinterAttributes, DelimiterTag::JobAttributes);
        match operation {
            // Print-Job.
            0x0002 => {
                shared.names.push(text("job-name"));
                if shared.silent || shared.hangs_up {
                    return None;
                }
                let number = i32::try_from(shared.names.len()).unwrap();
                add(job, "job-id", IppValue::Integer(number));
            }
            _ if shared.hangs_up && !shared.names.is_empty() => return None,
            // Get-Jobs.
            0x000a => {
                if text("which-jobs") == "completed"
                    && let Some(name) = shared.names.last()
                {
                    let number = i32::try_from(shared.names.len()).unwrap();
                    add(job, "job-id", IppValue::Integer(number));
                    let name = IppValue::new_name_without_language(name.clone()).unwrap();
                    add(job, "job-name", name);
                }
            }
            // Get-Job-Attributes.
            0x0009 => {
                let (state, reason) = if shared.out_of_paper {
                    (6, "printer-stopped")
                } else {
                    (9, "job-completed-successfully")
                };
                add(job, "job-state", IppValue::Enum(state));
                add(
                    job,
                    "job-state-reasons",
                    IppValue::new_keyword(reason).unwrap(),
                );
            }
            // Get-Printer-Attributes: without paper it is found out when the first page is to be printed.
            0x000b => {
                let is_out = shared.out_of_paper && !shared.names.is_empty();
                let (state, reason) = if is_out {
                    (5, "media-empty-error")
                } else {
                    (3, "none")
                };
                add(printer, "printer-state", IppValue::Enum(state));
                add(
                    printer,
                    "printer-state-reasons",
                    IppValue::new_keyword(reason).unwrap(),
                );
                add(
                    printer,
                    "printer-is-accepting-jobs",
                    IppValue::Boolean(true),
                );
            }
            other => panic!("operation {other:#x}"),
        }
        Some(answer.to_bytes().to_vec())
    }
}
