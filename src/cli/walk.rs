//! `demo` where there is no display: the main job once from end to end. A ticket is issued, its voucher is written, a
//! login with it is accepted by the RADIUS server over a real socket.

use super::{Context, Error, Result, args::RadiusPorts};
use crate::{
    domain::ticket,
    radius::probe,
    services::{self, Actor, demo, engine, issue, vouchers},
    voucher::Paper,
};
use serde_json::json;
use std::net::{Ipv4Addr, SocketAddr};

impl Context {
    pub(super) fn walk(&self, ports: RadiusPorts) -> Result {
        let now = services::now();
        let store = demo::open(&self.folder, now)?;
        let request = issue::Request {
            ticket_type: "1 day".to_owned(),
            user_id: "Room 214".to_owned(),
            ..issue::Request::default()
        };
        let issued = issue::issue(&store, now, Actor::Cli, request)?;
        let serial = issued.ticket.serial;
        let file = self
            .folder
            .join(format!("voucher-{}.pdf", ticket::serial_text(serial)));
        let _ = vouchers::to_pdf(
            &store,
            now,
            Actor::Cli,
            &[serial],
            Paper::Receipt80,
            None,
            &file,
        )?;
        let running = engine::start(&store, ports.into())?;
        let port = running.auth().map_or(0, |address| address.port());
        let server = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let accepted = probe::login(
            server,
            demo::SECRET.as_bytes(),
            &issued.credentials.username,
            &issued.credentials.password,
        )
        .map_err(|error| Error::Refused(format!("the login was not answered: {error}")))?;
        if !accepted {
            return Err(Error::Refused("the login was refused".to_owned()));
        }
        let answer = json!({ "serial": ticket::serial_text(serial), "code": issued.credentials.username, "voucher": file, "login": "accepted" });
        let text = format!(
            "no display: the main job on the command line\n  issued   ticket {} with the code {}\n  voucher  {}\n  login    accepted by the RADIUS server on {server}\nOn a desktop the same command opens the window.",
            ticket::serial_text(serial),
            issued.credentials.username,
            file.display()
        );
        self.output.answer(&answer, text)?;
        Ok(())
    }
}
