//! What happens in a house while nobody looks at the window, as the engine writes it.

use chrono::{DateTime, TimeDelta, Utc};
use innkeeper::{
    domain::{
        gateway::{Network, Vendor},
        id::{GatewayId, SessionId},
        mac::Mac,
        session::Session,
        ticket::Ticket,
    },
    services::{Actor, gateways},
    store::{Counters, FirstLogin, Store},
};
use std::net::Ipv4Addr;

const ADDRESS: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 9);

/// A gateway on this machine at whose port nobody listens, so that what it is told goes nowhere.
pub fn gateway(store: &Store, at: DateTime<Utc>) -> GatewayId {
    let new = gateways::NewGateway {
        name: "Lobby".to_owned(),
        vendor: Vendor::Generic,
        network: Network::single(ADDRESS.into()),
        secret: "a long enough secret".to_owned(),
        disconnect_port: Some(9),
        send_disconnect: true,
        allow_missing_message_authenticator: false,
        swap_octets: false,
        interim_seconds: Some(60),
    };
    gateways::add(store, at, Actor::Cli, new).unwrap().id
}

/// A device logs in with a ticket and comes on line.
pub fn comes_on_line(
    store: &Store,
    ticket: &Ticket,
    gateway: GatewayId,
    at: DateTime<Utc>,
) -> Session {
    let session = Session {
        id: SessionId::new(),
        account: ticket.account,
        gateway,
        gateway_address: ADDRESS.into(),
        acct_session_id: "1".to_owned(),
        username: String::new(),
        mac: Some(Mac([2, 0, 0, 0, 0, 7])),
        calling_station_id: "02-00-00-00-00-07".to_owned(),
        ip: Some(Ipv4Addr::new(10, 0, 0, 7).into()),
        nas: String::new(),
        started_at: at,
        updated_at: at,
        ended_at: None,
        cause: None,
        seconds: 0,
        upload: 0,
        download: 0,
        disconnect: None,
    };
    let (id, account, put) = (ticket.id, ticket.account, session.clone());
    store
        .write(move |tx| {
            let expires_at = Some(at + TimeDelta::hours(1));
            let first = FirstLogin {
                at,
                expires_at,
                lapses_at: expires_at,
            };
            let _ = tx.first_login(id, &first)?;
            tx.put_session(&put)?;
            let connections = 1;
            tx.add_counters(
                account,
                &Counters {
                    connections,
                    ..Counters::default()
                },
            )
        })
        .unwrap();
    session
}
