//! A receipt printer on the network that keeps what it is sent, and can be in a bad mood.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Habit {
    /// Answers DLE EOT and GS r as a good printer.
    Answers,
    /// Says that it has no paper.
    PaperOut,
    /// Hangs up after four kilobytes.
    Vanishes,
    /// Takes everything and never says a word.
    Silent,
    /// Says that it is ready, takes the page and says no more.
    Hangs,
}

#[derive(Clone)]
pub(super) struct Recorder {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    habit: Habit,
    connections: usize,
    streams: Vec<Vec<u8>>,
}

impl Recorder {
    pub(super) fn start(habit: Habit) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let recorder = Self {
            address: listener.local_addr().unwrap(),
            shared: Arc::new(Mutex::new(Shared {
                habit,
                connections: 0,
                streams: Vec::new(),
            })),
        };
        let serving = recorder.clone();
        drop(thread::spawn(move || {
            for stream in listener.incoming() {
                serving.serve(stream.unwrap());
            }
        }));
        recorder
    }

    pub(super) fn address(&self) -> String {
        self.address.to_string()
    }

    pub(super) fn become_one_that(&self, habit: Habit) {
        self.shared.lock().unwrap().habit = habit;
    }

    pub(super) fn connections(&self) -> usize {
        self.shared.lock().unwrap().connections
    }

    /// What was printed, one for each connection that printed something.
    pub(super) fn streams(&self) -> Vec<Vec<u8>> {
        self.shared.lock().unwrap().streams.clone()
    }

    fn serve(&self, mut stream: TcpStream) {
        let habit = {
            let mut shared = self.shared.lock().unwrap();
            shared.connections += 1;
            shared.habit
        };
        let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
        let mut kept = Vec::new();
        let mut part = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut part) {
            let mut heard = &part[..length];
            // Before the page, questions in real time.
            while habit != Habit::Silent && kept.is_empty() && heard.starts_with(&[0x10, 0x04]) {
                let answer = match (habit, heard[2]) {
                    (Habit::PaperOut, 2) => 0x32,
                    (Habit::PaperOut, 4) => 0x72,
                    (Habit::PaperOut, _) => 0x1a,
                    _ => 0x12,
                };
                let _ = stream.write_all(&[answer]);
                heard = &heard[3..];
            }
            kept.extend_from_slice(heard);
            if habit == Habit::Vanishes && kept.len() > 4096 {
                return;
            }
            if habit != Habit::Hangs && kept.ends_with(&[0x1d, b'r', 1]) {
                let _ = stream.write_all(&[0]);
            }
        }
        if !kept.is_empty() {
            self.shared.lock().unwrap().streams.push(kept);
        }
    }
}
