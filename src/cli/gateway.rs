//! `gateway`.

use super::{
    Context, Result,
    args::{GatewayArguments, GatewayCommand},
    output::columns,
};
use crate::{
    domain::gateway::Gateway,
    services::{self, Actor, gateways},
};
use serde_json::{Value, json};

impl Context {
    pub(super) fn gateway(&self, command: GatewayCommand) -> Result {
        let store = self.store()?;
        match command {
            GatewayCommand::Add(arguments) => {
                let gateway = gateways::add(&store, services::now(), Actor::Cli, new(arguments))?;
                self.output.answer(
                    &shape(&gateway),
                    format!("added gateway {} ({})", gateway.name, gateway.network),
                )?;
            }
            GatewayCommand::List => {
                let gateways = gateways::list(&store)?;
                let rows: Vec<_> = gateways
                    .iter()
                    .map(|gateway| {
                        vec![
                            gateway.name.clone(),
                            gateway.vendor.to_string(),
                            gateway.network.to_string(),
                            gateway.disconnect_port.to_string(),
                        ]
                    })
                    .collect();
                self.output.answer(
                    &gateways.iter().map(shape).collect::<Vec<_>>(),
                    columns(&["NAME", "VENDOR", "ADDRESS", "DISCONNECT PORT"], &rows),
                )?;
            }
            GatewayCommand::Remove { name } => {
                let gateway = gateways::remove(&store, services::now(), Actor::Cli, &name)?;
                self.output.answer(
                    &shape(&gateway),
                    format!("removed gateway {}", gateway.name),
                )?;
            }
        }
        Ok(())
    }
}

fn new(arguments: GatewayArguments) -> gateways::NewGateway {
    gateways::NewGateway {
        name: arguments.name,
        vendor: arguments.vendor,
        network: arguments.address,
        secret: arguments.secret,
        disconnect_port: arguments.disconnect_port,
        send_disconnect: !arguments.no_disconnect,
        allow_missing_message_authenticator: arguments.allow_missing_message_authenticator,
        swap_octets: arguments.swap_octets,
        interim_seconds: arguments.interim,
    }
}

/// Without the secret: output ends in logs.
fn shape(gateway: &Gateway) -> Value {
    json!({
        "id": gateway.id,
        "name": gateway.name,
        "vendor": gateway.vendor,
        "address": gateway.network.to_string(),
        "disconnect_port": gateway.disconnect_port,
        "send_disconnect": gateway.send_disconnect,
        "allow_missing_message_authenticator": gateway.allow_missing_message_authenticator,
        "swap_octets": gateway.swap_octets,
        "interim_seconds": gateway.interim_seconds,
    })
}
