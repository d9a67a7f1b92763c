//! `serve` and `demo --serve`: the engine without a window.

use super::{Context, Result, args::RadiusPorts};
use crate::{
    services::{self, demo, engine},
    store::Store,
};
use std::{
    io::{self, Write as _},
    sync::atomic::Ordering,
    thread,
    time::Duration,
};

impl Context {
    pub(super) fn serve(&self, ports: RadiusPorts) -> Result {
        run(&self.store()?, ports)
    }

    pub(super) fn demo_serve(&self, ports: RadiusPorts) -> Result {
        run(&demo::open(&self.folder, services::now())?, ports)
    }
}

/// Runs until the process is ended: a kill loses nothing that was acknowledged, so there is nothing to do at the end.
fn run(store: &Store, ports: RadiusPorts) -> Result {
    let running = engine::start(store, ports.into())?;
    let address = |address: Option<std::net::SocketAddr>| {
        address.map_or_else(String::new, |address| address.to_string())
    };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "ready radius-auth={} radius-acct={}",
        address(running.auth()),
        address(running.acct())
    )?;
    out.flush()?;
    drop(out);
    let health = running.health();
    let (mut unknown, mut unsigned) = (0, 0);
    loop {
        thread::sleep(Duration::from_secs(1));
        let bad = health.bad_authenticators.load(Ordering::Relaxed);
        if bad > unsigned {
            unsigned = bad;
            tracing::warn!(
                packets = bad,
                "packets that were not signed with the secret of their gateway: make the secret the same on both sides"
            );
        }
        let clients = health.unknown_clients();
        if clients.len() > unknown {
            unknown = clients.len();
            tracing::warn!(
                ?clients,
                "packets of addresses that no gateway has; `innkeeper gateway add` lets them in"
            );
        }
    }
}
