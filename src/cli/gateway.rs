//! `gateway`.

use super::{
    Context, Result,
    args::{GatewayArguments, GatewayCommand, GuideArguments},
    output::columns,
};
use crate::{
    domain::gateway::Gateway,
    services::{self, Actor, gateways, guide},
    store::Store,
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
            GatewayCommand::Guide(arguments) => self.gateway_guide(&store, &arguments)?,
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

    fn gateway_guide(&self, store: &Store, arguments: &GuideArguments) -> Result {
        let page = guide::of(store, &arguments.name, &asked(arguments), arguments.lang)?;
        let Some(file) = &arguments.pdf else {
            self.output.answer(&page_shape(&page), page.text())?;
            return Ok(());
        };
        guide::to_pdf(&page, file)?;
        self.output.answer(
            &json!({ "file": file }),
            format!("written to {}", file.display()),
        )?;
        Ok(())
    }
}

fn asked(arguments: &GuideArguments) -> guide::Asked {
    guide::Asked {
        server: arguments.server,
        auth_port: arguments.auth_port,
        acct_port: arguments.acct_port,
        garden: arguments.garden.clone(),
        show_secret: arguments.show_secret,
    }
}

fn page_shape(page: &guide::Guide) -> Value {
    let step = |step: &guide::Step| {
        let fields = step.fields.iter();
        let fields: Vec<_> = fields
            .map(|field| json!({ "name": field.name, "value": field.value }))
            .collect();
        json!({ "title": step.title, "path": step.path, "fields": fields, "script": step.script, "notes": step.notes })
    };
    let steps: Vec<_> = page.steps.iter().map(step).collect();
    json!({ "title": page.title, "notes": page.notes, "steps": steps })
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
