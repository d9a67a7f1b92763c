//! The fields of one gateway, for whoever adds it and for whoever changes it.

use super::{
    super::parts::{flowing, stacked},
    draft::{self, Draft, Field, Other, Wrong},
};
use crate::{
    domain::{gateway::Vendor, id::GatewayId},
    gateways::{self, Cause},
    i18n::Words,
    services::{Error, gateways as gateway_services},
    store, t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        sentence::gateways as sentence,
        theme::Tone,
        widget::{self, Verdict, button, check, field, select},
    },
};
use std::sync::Arc;

/// What happens in the fields.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed.
    Typed(Field, String),
    /// Another kind of hardware.
    Vendor(Vendor),
    /// A RADIUS client alone.
    ByHand(bool),
    /// Without encryption.
    Plain(bool),
    /// Tickets are kept there.
    Users(bool),
    /// It is asked to cut guests.
    Disconnect(bool),
    /// It sends no Message-Authenticator.
    OldClient(bool),
    /// It exchanges what comes and goes.
    Swap(bool),
    /// Show the secret, or hide it.
    ShowSecret(bool),
    /// Another secret.
    NewSecret,
    /// Show what is seldom needed.
    More(bool),
    /// Enter in a field.
    Submit,
}

/// The fields.
pub(super) struct Form {
    pub(super) draft: Draft,
    own: Option<GatewayId>,
    others: Vec<Other>,
    mistakes_shown: bool,
    secret_shown: bool,
    more: bool,
    refused: Option<Arc<Error>>,
}

/// The name of the first field of all.
pub(super) const FIRST: &str = "gateways-vendor";
/// The name of the first field of the login.
pub(super) const LOGIN: &str = "gateways-user";

pub(super) fn name_of(field: Field) -> &'static str {
    match field {
        Field::Name => "gateways-name",
        Field::Host => "gateways-host",
        Field::Network => "gateways-network",
        Field::User => LOGIN,
        Field::Password => "gateways-password",
        Field::Secret => "gateways-secret",
        Field::Garden => "gateways-garden",
        Field::Server => "gateways-server",
        Field::Port => "gateways-port",
        Field::Interim => "gateways-interim",
        Field::Option(name) => name,
    }
}

impl Form {
    /// Of this draft; of `own` where that gateway is changed.
    pub(super) fn new(draft: Draft, own: Option<GatewayId>, others: Vec<Other>) -> Self {
        Self {
            draft,
            own,
            others,
            mistakes_shown: false,
            secret_shown: false,
            more: false,
            refused: None,
        }
    }

    pub(super) fn read(&self) -> Result<draft::Ready, Vec<(Field, Wrong)>> {
        self.draft.read(&self.others, self.own)
    }

    /// What is typed, or the first field that is wrong among those that `counts` names; from now on mistakes are shown.
    pub(super) fn mistake(&mut self, counts: impl Fn(Field) -> bool) -> Option<&'static str> {
        self.mistakes_shown = true;
        let wrong = self.read().err()?;
        let fields = wrong.into_iter().map(|(field, _)| field);
        let field = fields
            .filter(|field| counts(*field))
            .min_by_key(|field| place_of(*field))?;
        self.more |= is_seldom(field);
        Some(name_of(field))
    }

    /// Mistakes are shown only after somebody wanted to go on.
    pub(super) fn calm(&mut self) {
        self.mistakes_shown = false;
    }

    /// It was refused; tells which field to mend.
    pub(super) fn refuse(&mut self, error: Arc<Error>) -> Field {
        let field = field_of(&error).unwrap_or(Field::Name);
        self.refused = Some(error);
        field
    }

    pub(super) fn accept(&mut self) {
        self.refused = None;
    }

    pub(super) fn update(&mut self, message: Message) {
        let draft = &mut self.draft;
        match message {
            Message::Typed(field, text) => {
                let place = match field {
                    Field::Name => &mut draft.name,
                    Field::Host => &mut draft.host,
                    Field::Network => &mut draft.network,
                    Field::User => &mut draft.user,
                    Field::Password => &mut draft.password,
                    Field::Secret => &mut draft.secret,
                    Field::Garden => &mut draft.garden,
                    Field::Server => &mut draft.server,
                    Field::Port => &mut draft.port,
                    Field::Interim => &mut draft.interim,
                    Field::Option(name) => draft.options.entry(name).or_default(),
                };
                *place = text;
                self.refused = None;
            }
            Message::Vendor(vendor) => draft.set_vendor(vendor),
            Message::ByHand(by_hand) => draft.by_hand = by_hand,
            Message::Plain(plain) => {
                draft.plain = plain;
                self.refused = None;
            }
            Message::Users(users) => draft.users = users,
            Message::Disconnect(send) => draft.send_disconnect = send,
            Message::OldClient(old) => draft.old_client = old,
            Message::Swap(swap) => draft.swap_octets = swap,
            Message::ShowSecret(shown) => self.secret_shown = shown,
            Message::NewSecret => {
                draft.secret = gateway_services::fresh_secret();
                self.secret_shown = true;
            }
            Message::More(more) => self.more = more,
            // The page does it.
            Message::Submit => {}
        }
    }

    /// What it is and where.
    pub(super) fn place<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let mut fields = Vec::new();
        if self.own.is_none() {
            let vendors = Vendor::ALL
                .iter()
                .map(|vendor| (*vendor, sentence::vendor(words, *vendor)));
            let mut vendor = select(t!(words, "gateways-vendor"), vendors, Some(draft.vendor))
                .on_choose(Message::Vendor)
                .id(widget::id(FIRST));
            if draft.abilities().is_some_and(|able| !able.met_real) {
                vendor = vendor.help(t!(words, "gateways-not-met"));
            }
            fields.push(vendor.into());
        }
        // A gateway that has a login keeps it: it is removed with the gateway.
        if gateways::abilities(draft.vendor).is_some() && !draft.has_password {
            fields.push(
                check(t!(words, "gateways-by-hand"), draft.by_hand)
                    .help(t!(words, "gateways-by-hand-help"))
                    .on_toggle(Message::ByHand)
                    .into(),
            );
        }
        if let Some(able) = draft.abilities() {
            let example = able.ports.first().map(|(_, port)| match port {
                443 => "192.168.88.1".to_owned(),
                port => format!("192.168.88.1:{port}"),
            });
            fields.push(
                self.typed(
                    context,
                    Field::Host,
                    t!(words, "gateways-host"),
                    &draft.host,
                )
                .placeholder(example.unwrap_or_default())
                .help(t!(words, "gateways-host-help"))
                .into(),
            );
        }
        let network = self.typed(
            context,
            Field::Network,
            t!(words, "gateways-network"),
            &draft.network,
        );
        let network = if draft.abilities().is_some() {
            network.help(t!(words, "gateways-network-same"))
        } else {
            network
                .placeholder("192.168.88.1")
                .help(t!(words, "gateways-network-help"))
        };
        fields.push(network.into());
        fields.push(
            self.typed(
                context,
                Field::Name,
                t!(words, "gateways-name"),
                &draft.name,
            )
            .placeholder(t!(words, "gateways-name-example"))
            .into(),
        );
        fields
    }

    /// How to log in there, and the secret.
    pub(super) fn access<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let mut fields = Vec::new();
        if let Some(able) = draft.abilities() {
            if able.user_name {
                fields.push(
                    self.typed(
                        context,
                        Field::User,
                        t!(words, "gateways-user"),
                        &draft.user,
                    )
                    .help(sentence::login_help(words, draft.vendor))
                    .into(),
                );
            }
            let password = self
                .typed(
                    context,
                    Field::Password,
                    t!(words, "gateways-password"),
                    &draft.password,
                )
                .secure();
            fields.push(if draft.has_password {
                password
                    .placeholder(t!(words, "gateways-password-kept"))
                    .into()
            } else {
                password.into()
            });
            if draft.may_keep_users() {
                fields.push(
                    check(t!(words, "gateways-users"), draft.users)
                        .help(if able.codes == gateways::Codes::Theirs {
                            t!(words, "gateways-users-theirs")
                        } else {
                            t!(words, "gateways-users-help")
                        })
                        .on_toggle(Message::Users)
                        .into(),
                );
            }
        }
        if draft.uses_radius() {
            fields.push(self.secret(context));
        }
        fields.push(
            check(t!(words, "gateways-more"), self.more)
                .on_toggle(Message::More)
                .into(),
        );
        if self.more {
            fields.extend(self.seldom(context));
        }
        fields
    }

    fn secret<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (words, draft) = (context.words(), &self.draft);
        let secret = self
            .typed(
                context,
                Field::Secret,
                t!(words, "gateways-secret"),
                &draft.secret,
            )
            .code();
        let secret = if self.secret_shown {
            secret
        } else {
            secret.secure()
        };
        let secret = if self.own.is_some() {
            secret
        } else if draft.abilities().is_some() {
            secret.help(t!(words, "gateways-secret-pushed"))
        } else {
            secret.help(t!(words, "gateways-secret-typed"))
        };
        let (label, icon) = if self.secret_shown {
            (t!(words, "gateways-secret-hide"), Icon::EyeOff)
        } else {
            (t!(words, "gateways-secret-show"), Icon::Eye)
        };
        let buttons = flowing([
            button(label)
                .small()
                .icon(icon)
                .on_press(Message::ShowSecret(!self.secret_shown))
                .into(),
            button(t!(words, "gateways-secret-new"))
                .small()
                .icon(Icon::Refresh)
                .on_press(Message::NewSecret)
                .into(),
        ]);
        stacked(Space::Tight, [secret.into(), buttons])
    }

    /// What is seldom needed.
    fn seldom<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let mut fields = Vec::new();
        if let Some(able) = draft.abilities() {
            for option in able.options {
                let value = draft.options.get(option.name).map_or("", String::as_str);
                let (label, help) = sentence::option(words, option.name);
                fields.push(
                    self.typed(context, Field::Option(option.name), label, value)
                        .placeholder(option.default.unwrap_or_default())
                        .help(help)
                        .into(),
                );
            }
            if able.ports.len() > 1 {
                fields.push(
                    check(t!(words, "gateways-plain"), draft.plain)
                        .help(t!(words, "gateways-plain-help"))
                        .on_toggle(Message::Plain)
                        .into(),
                );
            }
            if able.sets_up_garden {
                fields.push(
                    self.typed(
                        context,
                        Field::Garden,
                        t!(words, "gateways-garden"),
                        &draft.garden,
                    )
                    .placeholder("*.paypal.com, 198.51.100.7")
                    .help(t!(words, "gateways-garden-help"))
                    .into(),
                );
            }
            if draft.uses_radius() {
                fields.push(
                    self.typed(
                        context,
                        Field::Server,
                        t!(words, "gateways-server"),
                        &draft.server,
                    )
                    .help(t!(words, "gateways-server-help"))
                    .into(),
                );
            }
        }
        if draft.uses_radius() {
            fields.extend(self.radius(context));
        }
        fields
    }

    fn radius<'a>(&'a self, context: &'a Context) -> Vec<Element<'a, Message>> {
        let (words, draft) = (context.words(), &self.draft);
        let mut fields: Vec<Element<'a, Message>> = Vec::new();
        if draft.vendor.takes_disconnect() {
            fields.push(
                check(t!(words, "gateways-disconnect"), draft.send_disconnect)
                    .help(t!(words, "gateways-disconnect-help"))
                    .on_toggle(Message::Disconnect)
                    .into(),
            );
            if draft.send_disconnect {
                fields.push(
                    self.typed(
                        context,
                        Field::Port,
                        t!(words, "gateways-disconnect-port"),
                        &draft.port,
                    )
                    .into(),
                );
            }
        }
        fields.push(
            self.typed(
                context,
                Field::Interim,
                t!(words, "gateways-interim"),
                &draft.interim,
            )
            .help(t!(words, "gateways-interim-help"))
            .into(),
        );
        fields.push(
            check(t!(words, "gateways-old"), draft.old_client)
                .help(t!(words, "gateways-old-help"))
                .on_toggle(Message::OldClient)
                .into(),
        );
        fields.push(
            check(t!(words, "gateways-swap"), draft.swap_octets)
                .help(t!(words, "gateways-swap-help"))
                .on_toggle(Message::Swap)
                .into(),
        );
        fields
    }

    /// Why it was refused, whole; the field says it in short.
    pub(super) fn refusal<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        let said = context.sentence(self.refused.as_ref()?);
        Some(widget::notice(
            Tone::Danger,
            said.happened,
            said.to_do,
            None,
        ))
    }

    fn typed<'a>(
        &'a self,
        context: &Context,
        at: Field,
        label: String,
        value: &'a str,
    ) -> widget::Field<'a, Message> {
        let words = context.words();
        let mistake = self
            .read()
            .err()
            .into_iter()
            .flatten()
            .find(|(wrong, _)| *wrong == at)
            .filter(|_| self.mistakes_shown)
            .map(|(_, wrong)| sentence::wrong(words, &wrong));
        let refused = || {
            let error = self.refused.as_ref()?;
            (field_of(error) == Some(at)).then(|| short(words, error))
        };
        field(label, value)
            .verdict(mistake.or_else(refused).map(Verdict::error))
            .on_input(move |text| Message::Typed(at, text))
            .on_submit(Message::Submit)
            .id(widget::id(name_of(at)))
    }

    /// The name as it stands, for titles.
    pub(super) fn title(&self, words: &Words) -> String {
        let name = self.draft.name.trim();
        if name.is_empty() {
            t!(words, "gateways-add")
        } else {
            name.to_owned()
        }
    }

    /// The secret differs from the one that is there.
    pub(super) fn is_new_secret(&self, before: &str) -> bool {
        self.draft.secret != before
    }
}

/// Where a field stands, from above.
fn place_of(field: Field) -> u8 {
    match field {
        Field::Host => 0,
        Field::Network => 1,
        Field::Name => 2,
        Field::User => 3,
        Field::Password => 4,
        Field::Secret => 5,
        Field::Option(_) => 6,
        Field::Garden | Field::Server => 7,
        Field::Port | Field::Interim => 8,
    }
}

fn is_seldom(field: Field) -> bool {
    matches!(
        field,
        Field::Garden | Field::Server | Field::Port | Field::Interim | Field::Option(_)
    )
}

/// Which field mends it.
fn field_of(error: &Error) -> Option<Field> {
    match error {
        Error::Gateway(failure) => Some(match failure.cause {
            Cause::Login | Cause::Rights | Cause::Throttled { .. } => Field::Password,
            _ => Field::Host,
        }),
        Error::Store(store::Error::Duplicate { .. }) => Some(Field::Name),
        _ => None,
    }
}

/// In a few words, for the line of the field.
fn short(words: &Words, error: &Error) -> String {
    match error {
        Error::Gateway(failure) => match failure.cause {
            Cause::Login => t!(words, "gateways-wrong-login"),
            Cause::Rights => t!(words, "gateways-wrong-rights"),
            Cause::Unreachable => t!(words, "gateways-wrong-unreachable"),
            Cause::Silent => t!(words, "gateways-wrong-silent"),
            Cause::WrongProduct | Cause::Strange => t!(words, "gateways-wrong-product"),
            Cause::NoTls => t!(words, "gateways-wrong-tls"),
            Cause::CertificateChanged { .. } => t!(words, "gateways-state-certificate"),
            _ => t!(words, "gateways-wrong-other"),
        },
        _ => t!(words, "ticket-types-wrong-taken"),
    }
}
