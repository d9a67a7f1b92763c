//! Arguments, log, and over to a face of the program.

use clap::Parser as _;
use innkeeper::{cli, ui};
use std::process::ExitCode;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("INNKEEPER_LOG")
                .unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    match cli::run(cli::Arguments::parse()) {
        cli::Asked::Done(status) => status,
        cli::Asked::Window { folder, demo } => ui::run(folder, demo),
        #[cfg(debug_assertions)]
        cli::Asked::Gallery => match ui::gallery::run() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                tracing::error!(%error, "no window");
                ExitCode::FAILURE
            }
        },
    }
}
