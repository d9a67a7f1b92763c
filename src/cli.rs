//! The command line: for scripts, for tests from outside, and for the integrator over SSH (DESIGN 5).
//!
//! Every command parses, asks a use case and prints its answer, as text or as one JSON value. Exit status 0 done,
//! 1 refused, 2 usage.

mod args;
mod catalogue;
mod folder;
mod gateway;
mod guest;
mod licence;
mod location;
mod message;
mod output;
mod printer;
mod sentence;
mod serve;
mod ticket;
mod ticket_type;
mod walk;

pub use args::Arguments;

use crate::{services, store::Store};
use args::Command;
use output::Output;
use std::{path::PathBuf, process::ExitCode};

/// Why a command was refused.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Service(#[from] services::Error),
    #[error("{0}")]
    Engine(#[from] services::engine::Error),
    #[error("{0}")]
    Refused(String),
    #[error("there is no file {}: name one that `innkeeper backup` wrote", .0.display())]
    NoBackup(PathBuf),
    #[error("there is no folder for data on this system: name one with --data-dir")]
    NoHome,
    #[error("the answer could not be written: {0}")]
    Output(#[from] std::io::Error),
}

impl From<crate::store::Error> for Error {
    fn from(error: crate::store::Error) -> Self {
        Self::Service(error.into())
    }
}

impl Error {
    fn code(&self) -> &'static str {
        match self {
            Self::Service(error) => error.code(),
            Self::Engine(services::engine::Error::AlreadyRunning) => "already_running",
            Self::Engine(services::engine::Error::Radius(_)) => "radius",
            Self::Engine(services::engine::Error::Store(error)) => {
                services::error::store_code(error)
            }
            Self::Engine(services::engine::Error::Lock(_)) => "lock",
            Self::Refused(_) => "refused",
            Self::NoBackup(_) => "no_backup",
            Self::NoHome => "no_data_folder",
            Self::Output(_) => "output",
        }
    }
}

type Result<T = ()> = std::result::Result<T, Error>;

/// What the arguments ask for: a command, or the window.
pub enum Asked {
    /// Done, with this exit status.
    Done(ExitCode),
    /// Open the window on this data folder; `true` = fill it with a demo Location first, if it is empty.
    Window {
        /// The data folder.
        folder: PathBuf,
        /// Whether it is the demo.
        demo: bool,
    },
    /// Open the page of all widgets.
    #[cfg(debug_assertions)]
    Gallery,
}

/// Carries out what the arguments ask for.
pub fn run(arguments: Arguments) -> Asked {
    let output = Output {
        json: arguments.json,
    };
    let demo = matches!(arguments.command, Some(Command::Demo { .. }));
    let folder = match arguments.data_dir.map_or_else(|| default_folder(demo), Ok) {
        Ok(folder) => folder,
        Err(error) => return Asked::Done(output.refuse(error.code(), &sentence::of(&error))),
    };
    let Some(command) = arguments.command else {
        return Asked::Window {
            folder,
            demo: false,
        };
    };
    #[cfg(debug_assertions)]
    if matches!(command, Command::Gallery) {
        return Asked::Gallery;
    }
    if let Command::Demo { serve: false, .. } = &command
        && has_display()
    {
        return Asked::Window { folder, demo: true };
    }
    let mut context = Context { folder, output };
    match context.carry_out(command) {
        Ok(()) => Asked::Done(ExitCode::SUCCESS),
        // `innkeeper ticket list | head` has read enough.
        Err(Error::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            Asked::Done(ExitCode::SUCCESS)
        }
        Err(error) => Asked::Done(context.output.refuse(error.code(), &sentence::of(&error))),
    }
}

/// Where the data lives when nobody says: the system's place for data of this program.
fn default_folder(demo: bool) -> Result<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "innkeeper").ok_or(Error::NoHome)?;
    Ok(folders.data_dir().join(if demo { "demo" } else { "house" }))
}

/// Whether a window can be opened here.
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// What every command needs.
struct Context {
    folder: PathBuf,
    output: Output,
}

impl Context {
    fn carry_out(&mut self, command: Command) -> Result {
        match command {
            Command::Init(new) => self.init(new),
            Command::Demo { serve: true, ports } => self.demo_serve(ports),
            Command::Demo {
                serve: false,
                ports,
            } => self.walk(ports),
            Command::Product(command) => self.product(command),
            Command::Policy(command) => self.policy(command),
            Command::Level(command) => self.level(command),
            Command::TicketType(command) => self.ticket_type(command),
            Command::Ticket(command) => self.ticket(command),
            Command::Guest(command) => self.guest(command),
            Command::Printer(command) => self.printer(command),
            Command::Gateway(command) => self.gateway(command),
            Command::Location(command) => self.location(command),
            Command::Import(command) => self.import(command),
            Command::Message(command) => self.message(command),
            Command::Licence(command) => self.licence(command),
            Command::Serve(ports) => self.serve(ports),
            Command::Check => self.check(),
            Command::Backup { file } => self.backup(&file),
            Command::Restore { file, force } => self.restore(&file, force),
            Command::Event(command) => self.event(&command),
            // The window's: `run` has handed it over.
            #[cfg(debug_assertions)]
            Command::Gallery => Ok(()),
        }
    }

    fn store(&self) -> Result<Store> {
        Ok(Store::open(&self.folder)?)
    }
}
