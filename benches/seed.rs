//! Fills a data folder for measurements:
//!
//! ```text
//! cargo bench --bench seed -- FOLDER [--logins N] [--tickets N]
//! ```
//!
//! `--logins` issues tickets with the credentials u000000/p000000 and so on, `--tickets` a history of any size (a
//! million takes about a minute). The folder's RADIUS client is 127.0.0.1 with the secret testing123.

#![allow(clippy::print_stdout, reason = "it says how long it took")]

#[path = "support/seed.rs"]
mod seed;

use std::{error::Error, io::Write as _, path::Path, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` adds --bench of its own.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let folder = arguments
        .first()
        .filter(|a| !a.starts_with("--"))
        .ok_or("which folder?")?;
    let number = |name: &str| -> Result<usize, Box<dyn Error>> {
        let place = arguments.iter().position(|a| a == name);
        match place.and_then(|place| arguments.get(place + 1)) {
            Some(value) => Ok(value.parse()?),
            None => Ok(0),
        }
    };
    let start = Instant::now();
    let store = seed::house(Path::new(folder))?;
    seed::logins(&store, number("--logins")?)?;
    seed::tickets(&store, number("--tickets")?)?;
    writeln!(
        std::io::stdout(),
        "{folder}: filled in {:.1} s",
        start.elapsed().as_secs_f64()
    )?;
    Ok(())
}
