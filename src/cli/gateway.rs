//! `gateway`.

use super::{
    Context, Error, Result,
    args::{
        GatewayApiArguments, GatewayArguments, GatewayCommand, GatewayEditArguments, GuideArguments,
    },
    output::columns,
};
use crate::{
    domain::{
        gateway::{Gateway, link::Link},
        ticket::serial_text,
    },
    gateways::{Failure, Kind, Plan, Secret, Whom, plan::Step},
    i18n::{Language, Words},
    services::{
        self, Actor,
        gateways::{
            self, change,
            doctor::{self, Verdict},
            link, push, withdraw, words,
        },
        guide, import,
    },
    store::Store,
    t,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

impl Context {
    pub(super) fn gateway(&self, command: GatewayCommand) -> Result {
        let store = self.store()?;
        match command {
            GatewayCommand::Add(arguments) => self.add_gateway(&store, arguments),
            GatewayCommand::List => self.list_gateways(&store),
            GatewayCommand::Show { name } => self.show_gateway(&store, &name),
            GatewayCommand::Edit(arguments) => self.edit_gateway(&store, arguments),
            GatewayCommand::Link(arguments) => {
                let Some(new) = new_link(arguments.api)? else {
                    return Err(Error::Refused(
                        "say how its interface is reached: --api-address".to_owned(),
                    ));
                };
                link::set(&store, services::now(), Actor::Cli, &arguments.name, new)?;
                self.show_gateway(&store, &arguments.name)
            }
            GatewayCommand::Test {
                name,
                accept_certificate,
            } => self.test_gateway(&store, &name, accept_certificate),
            GatewayCommand::Plan { name } | GatewayCommand::Drift { name } => {
                let plan = push::plan(&store, services::now(), &name)?;
                self.answer_plan(&plan)
            }
            GatewayCommand::Push { name } => self.push_gateway(&store, &name),
            GatewayCommand::Kick(arguments) => {
                let whom = Whom {
                    name: arguments.user,
                    mac: arguments.mac,
                    ip: arguments.ip,
                };
                let kicked = gateways::kick(&store, &arguments.name, &whom)?;
                self.output.answer(
                    &json!({ "cut": kicked.cut, "left": kicked.left }),
                    format!("{} cut, {} still there", kicked.cut, kicked.left),
                )?;
                Ok(())
            }
            GatewayCommand::Import { name, apply } => self.import_users(&store, &name, apply),
            GatewayCommand::Users { name } => self.gateway_users(&store, &name),
            GatewayCommand::Guide(arguments) => self.gateway_guide(&store, &arguments),
            GatewayCommand::Remove {
                name,
                withdraw: true,
            } => self.withdraw_gateway(&store, &name),
            GatewayCommand::Remove { name, .. } => {
                let gateway = gateways::remove(&store, services::now(), Actor::Cli, &name)?;
                self.output.answer(
                    &shape(&gateway),
                    format!("removed gateway {}", gateway.name),
                )?;
                Ok(())
            }
        }
    }

    fn add_gateway(&self, store: &Store, arguments: GatewayArguments) -> Result {
        let (new, api) = new(arguments);
        let new_link = new_link(api)?;
        let gateway = gateways::add_linked(store, services::now(), Actor::Cli, new, new_link)?;
        self.output.answer(
            &shape(&gateway),
            format!("added gateway {} ({})", gateway.name, gateway.network),
        )?;
        Ok(())
    }

    fn edit_gateway(&self, store: &Store, arguments: GatewayEditArguments) -> Result {
        let before = gateways::find(store, &arguments.name)?;
        let new = gateways::NewGateway {
            name: arguments.new_name.unwrap_or(before.name),
            vendor: before.vendor,
            network: arguments.address.unwrap_or(before.network),
            secret: arguments.secret.unwrap_or(before.secret),
            disconnect_port: arguments.disconnect_port.or(Some(before.disconnect_port)),
            send_disconnect: before.send_disconnect,
            allow_missing_message_authenticator: before.allow_missing_message_authenticator,
            swap_octets: before.swap_octets,
            interim_seconds: arguments.interim.or(Some(before.interim_seconds)),
        };
        let link = match arguments.garden {
            None => None,
            Some(mut garden) => {
                garden.retain(|host| !host.trim().is_empty());
                let standing = link::standing(store, &arguments.name)?;
                let standing = standing.ok_or(services::Error::NoLink {
                    name: arguments.name,
                })?;
                Some(change::ChangedLink {
                    link: Link {
                        garden,
                        ..standing.link
                    },
                    password: None,
                })
            }
        };
        let changed = change::Changed { new, link };
        let gateway = change::change(store, services::now(), Actor::Cli, before.id, changed)?;
        self.show_gateway(store, &gateway.name)
    }

    fn list_gateways(&self, store: &Store) -> Result {
        let gateways = gateways::list(store)?;
        let mut rows = Vec::new();
        let mut shapes = Vec::new();
        for gateway in &gateways {
            let standing = link::standing(store, &gateway.name)?;
            rows.push(vec![
                gateway.name.clone(),
                gateway.vendor.to_string(),
                gateway.network.to_string(),
                gateway.disconnect_port.to_string(),
                standing.as_ref().map_or_else(|| "RADIUS".to_owned(), state),
            ]);
            let mut shape = shape(gateway);
            if let (Some(standing), Value::Object(map)) = (&standing, &mut shape) {
                let _ = map.insert("api".to_owned(), standing_shape(standing));
            }
            shapes.push(shape);
        }
        self.output.answer(
            &shapes,
            columns(
                &["NAME", "VENDOR", "ADDRESS", "DISCONNECT PORT", "STATE"],
                &rows,
            ),
        )?;
        Ok(())
    }

    fn show_gateway(&self, store: &Store, name: &str) -> Result {
        let gateway = gateways::find(store, name)?;
        let standing = link::standing(store, name)?;
        let mut value = shape(&gateway);
        let mut text = format!("{}  {}  {}", gateway.name, gateway.vendor, gateway.network);
        if let Some(standing) = &standing {
            let _ = write!(text, "\n{}", state(standing));
            for (ticket, failure) in &standing.refused {
                let serial = store.read(|reader| reader.ticket(*ticket))?.serial;
                let failure = words::failure(said(), failure);
                let _ = write!(text, "\n{}: {failure}", serial_text(serial));
            }
            if let Value::Object(map) = &mut value {
                let _ = map.insert("api".to_owned(), standing_shape(standing));
            }
        }
        self.output.answer(&value, text)?;
        Ok(())
    }

    fn test_gateway(&self, store: &Store, name: &str, accept: bool) -> Result {
        let mut lines = doctor::examine(store, &services::now, name)?;
        let shown = lines.iter().find_map(|line| match &line.fix {
            Some(doctor::Fix::Pin(shown)) => Some(*shown),
            _ => None,
        });
        if let Some(shown) = shown.filter(|_| accept) {
            link::pin(store, services::now(), Actor::Cli, name, shown)?;
            lines = doctor::examine(store, &services::now, name)?;
        }
        let shapes: Vec<_> = lines
            .iter()
            .map(|line| json!({ "verdict": verdict(line.verdict), "code": line.code(), "text": line.sentence(said()) }))
            .collect();
        let rows: Vec<_> = lines
            .iter()
            .map(|line| format!("{:8} {}", verdict(line.verdict), line.sentence(said())))
            .collect();
        self.output.answer(&shapes, rows.join("\n"))?;
        Ok(())
    }

    fn push_gateway(&self, store: &Store, name: &str) -> Result {
        let pushed = push::push(store, &services::now, Actor::Cli, name, &mut |_, _| true)?;
        let refused: Vec<_> = pushed
            .refused
            .iter()
            .map(|(kind, key, failure)| json!({ "kind": kind.as_str(), "key": key, "error": failure_shape(failure) }))
            .collect();
        let mut value = plan_shape(&pushed.plan);
        if let Value::Object(map) = &mut value {
            let done = pushed.done;
            let _ = map.insert("added".to_owned(), json!(done.add));
            let _ = map.insert("changed".to_owned(), json!(done.change));
            let _ = map.insert("removed".to_owned(), json!(done.remove));
            let _ = map.insert("refused".to_owned(), Value::Array(refused));
        }
        let mut text = t!(
            said(),
            "gateways-counts",
            add = count(pushed.done.add),
            change = count(pushed.done.change),
            remove = count(pushed.done.remove)
        );
        for (of, key, failure) in &pushed.refused {
            let kind = words::kind(said(), *of);
            let failure = words::failure(said(), failure);
            // A ticket's key there is its serial.
            let name = match key.parse() {
                Ok(serial) if *of == Kind::User => serial_text(serial),
                _ => key.clone(),
            };
            let _ = write!(text, "\n{kind} {name}: {failure}");
        }
        text.push_str(&in_the_way(&pushed.plan));
        self.output.answer(&value, text)?;
        Ok(())
    }

    fn withdraw_gateway(&self, store: &Store, name: &str) -> Result {
        let done = withdraw::withdraw(store, &services::now, Actor::Cli, name)?;
        let stays: Vec<_> = done
            .stays
            .iter()
            .map(|(kind, name)| json!({ "kind": kind.as_str(), "name": name }))
            .collect();
        let mut text = format!(
            "removed gateway {}; {} things taken off it",
            done.gateway.name, done.removed
        );
        for (kind, name) in &done.stays {
            let kind = words::kind(said(), *kind);
            let _ = write!(text, "\nstays as it is: {kind} {name}");
        }
        let mut value = shape(&done.gateway);
        if let Value::Object(map) = &mut value {
            let _ = map.insert("removed".to_owned(), json!(done.removed));
            let _ = map.insert("stays".to_owned(), Value::Array(stays));
        }
        self.output.answer(&value, text)?;
        Ok(())
    }

    fn answer_plan(&self, plan: &Plan) -> Result {
        let counts = plan.counts();
        let mut text = t!(
            said(),
            "gateways-plan-counts",
            add = count(counts.add),
            change = count(counts.change),
            remove = count(counts.remove)
        );
        if plan.right > 0 {
            let right = t!(said(), "gateways-plan-right", count = count(plan.right));
            let _ = write!(text, "\n{right}");
        }
        let users = |step: &&Step| step.object().kind == Kind::User;
        for step in plan.steps.iter().filter(|step| !users(step)) {
            let _ = write!(text, "\n{}", words::step(said(), step));
        }
        for step in plan.steps.iter().filter(users).take(20) {
            let _ = write!(text, "\n{}", words::step(said(), step));
        }
        text.push_str(&in_the_way(plan));
        self.output.answer(&plan_shape(plan), text)?;
        Ok(())
    }

    fn gateway_users(&self, store: &Store, name: &str) -> Result {
        let users = gateways::foreign_users(store, name)?;
        let shapes: Vec<_> = users
            .iter()
            .map(|user| {
                json!({
                    "name": user.name,
                    "password": user.password.as_ref().map(Secret::reveal),
                    "profile": user.profile,
                    "comment": user.comment,
                    "disabled": user.disabled,
                    "uptime": user.used_seconds,
                    "bytes_in": user.used.upload,
                    "bytes_out": user.used.download,
                    "limit_uptime": user.limit_seconds,
                    "limit_bytes_total": user.limit_bytes,
                })
            })
            .collect();
        let rows: Vec<_> = users
            .iter()
            .map(|user| {
                vec![
                    user.name.clone(),
                    user.profile.clone(),
                    user.comment.clone().unwrap_or_default(),
                ]
            })
            .collect();
        self.output
            .answer(&shapes, columns(&["NAME", "PROFILE", "COMMENT"], &rows))?;
        Ok(())
    }

    /// Takes over the users that others made on a router (PX09, PX10); without `apply` only says what would be taken.
    fn import_users(&self, store: &Store, name: &str, apply: bool) -> Result {
        let list = import::List::of_router(gateways::foreign_users(store, name)?);
        let import = if apply {
            import::take(store, services::now(), Actor::Cli, list)?
        } else {
            import::look(store, list)?
        };
        let taken = if apply { import.good.len() } else { 0 };
        let mut told = format!(
            "{}\n{} good, {} bad, {} taken over before, {taken} taken",
            super::location::import_lines(&import),
            import.good.len(),
            import.bad.len(),
            import.known
        );
        if !import.good.is_empty() {
            let _ = write!(
                told,
                "\n{}",
                t!(said(), "import-router-stays", gateway = name)
            );
        }
        self.output.answer(
            &super::location::import_shape(&import, taken),
            told.trim_start(),
        )?;
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

/// The language of whoever sits at the terminal.
fn said() -> &'static Words {
    Language::of_environment().words()
}

fn new(arguments: GatewayArguments) -> (gateways::NewGateway, GatewayApiArguments) {
    let new = gateways::NewGateway {
        name: arguments.name,
        vendor: arguments.vendor,
        network: arguments.address,
        secret: arguments.secret,
        disconnect_port: arguments.disconnect_port,
        send_disconnect: !arguments.no_disconnect,
        allow_missing_message_authenticator: arguments.allow_missing_message_authenticator,
        swap_octets: arguments.swap_octets,
        interim_seconds: arguments.interim,
    };
    (new, arguments.api)
}

/// The link, where an address was given for one.
fn new_link(api: GatewayApiArguments) -> Result<Option<link::NewLink>> {
    let Some(address) = api.api_address else {
        return Ok(None);
    };
    let (host, port) = host_and_port(&address)?;
    let mut options = std::collections::BTreeMap::new();
    for option in api.options {
        let Some((name, value)) = option.split_once('=') else {
            return Err(Error::Refused(format!(
                "an option is NAME=VALUE, not `{option}`"
            )));
        };
        let _ = options.insert(name.to_owned(), value.to_owned());
    }
    Ok(Some(link::NewLink {
        link: Link {
            host,
            port,
            plain: api.api_plain,
            user: api.api_user,
            fingerprint: api.fingerprint.map(|fingerprint| fingerprint.to_string()),
            options,
            users: api.users,
            server: api.server,
            radius_ports: (1812, 1813),
            garden: api.garden,
            every_minutes: api.every,
        },
        password: Secret::new(api.api_password),
    }))
}

/// `192.0.2.1`, `gw.example:8443`, `[2001:db8::1]:8443`, `2001:db8::1`.
fn host_and_port(address: &str) -> Result<(String, Option<u16>)> {
    if address.parse::<std::net::IpAddr>().is_ok() {
        return Ok((address.to_owned(), None));
    }
    match address.rsplit_once(':') {
        Some((host, port)) => {
            let port = port.parse();
            let port = port
                .map_err(|_| Error::Refused(format!("`{address}` has no port behind the colon")))?;
            Ok((host.trim_matches(['[', ']']).to_owned(), Some(port)))
        }
        None => Ok((address.to_owned(), None)),
    }
}

/// What a card says in a line.
fn state(standing: &link::Standing) -> String {
    let mut state = Vec::new();
    match (&standing.failure, standing.keeping.pushed_at) {
        (Some(failure), _) => state.push(words::failure(said(), failure)),
        (None, None) => state.push(t!(said(), "gateways-state-not-pushed")),
        (None, Some(_)) => state.push(t!(said(), "gateways-state-answers")),
    }
    if let Some((add, change, remove)) = standing.keeping.drift {
        state.push(t!(
            said(),
            "gateways-state-drift",
            count = count(add + change + remove)
        ));
    }
    if standing.waiting > 0 {
        state.push(t!(
            said(),
            "gateways-state-waiting",
            count = standing.waiting
        ));
    }
    if !standing.refused.is_empty() {
        state.push(t!(
            said(),
            "gateways-state-refused",
            count = count(standing.refused.len())
        ));
    }
    state.join("; ")
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn in_the_way(plan: &Plan) -> String {
    let mut text = String::new();
    for conflict in &plan.conflicts {
        let kind = words::kind(said(), conflict.kind);
        let _ = write!(
            text,
            "\n{}",
            t!(
                said(),
                "gateways-conflict",
                kind = kind,
                name = conflict.name.as_str()
            )
        );
    }
    for gap in &plan.gaps {
        let _ = write!(text, "\n{}", words::gap(said(), gap));
    }
    if plan.of_others > 0 {
        let others = t!(
            said(),
            "gateway-line-other-innkeeper",
            count = count(plan.of_others)
        );
        let _ = write!(text, "\n{others}");
    }
    text
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "good",
        Verdict::Unknown => "unknown",
        Verdict::Warning => "warning",
        Verdict::Bad => "bad",
    }
}

fn failure_shape(failure: &Failure) -> Value {
    json!({ "code": failure.cause.as_str(), "message": words::failure(said(), failure) })
}

fn plan_shape(plan: &Plan) -> Value {
    let counts = plan.counts();
    let steps: Vec<_> = plan
        .steps
        .iter()
        .map(|step| {
            let (word, object) = match step {
                Step::Add(object) => ("add", object),
                Step::Change { object, .. } => ("change", object),
                Step::Remove(object) => ("remove", object),
            };
            json!({ "do": word, "kind": object.kind.as_str(), "key": object.key, "text": words::step(said(), step) })
        })
        .collect();
    let conflicts: Vec<_> = plan
        .conflicts
        .iter()
        .map(|conflict| json!({ "kind": conflict.kind.as_str(), "name": conflict.name }))
        .collect();
    let gaps: Vec<_> = plan
        .gaps
        .iter()
        .map(|gap| json!({ "kind": gap.kind.as_str(), "key": gap.key, "why": words::gap(said(), gap) }))
        .collect();
    json!({
        "add": counts.add,
        "change": counts.change,
        "remove": counts.remove,
        "right": plan.right,
        "steps": steps,
        "conflicts": conflicts,
        "gaps": gaps,
        "of_other_innkeepers": plan.of_others,
    })
}

/// Without the password.
fn standing_shape(standing: &link::Standing) -> Value {
    let (link, keeping) = (&standing.link, &standing.keeping);
    json!({
        "host": link.host,
        "port": link.port,
        "plain": link.plain,
        "user": link.user,
        "fingerprint": link.fingerprint,
        "options": link.options,
        "users": link.users,
        "pushed_at": keeping.pushed_at.map(|at| at.to_rfc3339()),
        "read_at": keeping.read_at.map(|at| at.to_rfc3339()),
        "next_at": keeping.due_at.map(|at| at.to_rfc3339()),
        "failures": keeping.failures,
        "failure": standing.failure.as_ref().map(failure_shape),
        "drift": keeping.drift.map(|(add, change, remove)| json!({ "add": add, "change": change, "remove": remove })),
        "waiting": standing.waiting,
        "refused": standing.refused.len(),
        "met_real_equipment": standing.abilities.met_real,
    })
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
