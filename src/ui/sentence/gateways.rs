//! Gateways in the receptionist's words: how one is, what happened to it, what is wrong with what was typed.

use crate::{
    domain::gateway::Vendor,
    gateways::{
        Cause,
        plan::{Conflict, Gap, Lack},
    },
    i18n::Words,
    services::{
        gateways::{
            doctor::{Finding, Verdict},
            overview::{Card, Health},
            words as said,
        },
        guide,
    },
    store::{Doubt, Event},
    t,
    ui::{Element, context::Context, scale::Space, screen::gateways::Wrong, theme::Tone, widget},
};
use iced::{
    Alignment, Length,
    widget::{Column, Row},
};
use serde_json::Value;

/// A kind of hardware by its own name.
pub fn vendor(words: &Words, vendor: Vendor) -> String {
    match vendor {
        Vendor::Generic => t!(words, "gateways-vendor-generic"),
        vendor => guide::vendor_name(vendor).to_owned(),
    }
}

/// How a gateway is: the tone, a word or two for the badge, and what it means and what to do.
pub fn health(context: &Context, card: &Card) -> (Tone, String, String) {
    let words = context.words();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    match &card.health {
        Health::Answers if card.standing.is_some() => (
            Tone::Success,
            t!(words, "gateways-state-answers"),
            t!(words, "gateways-state-kept-what"),
        ),
        Health::Answers => (
            Tone::Success,
            t!(words, "gateways-state-answers"),
            lacks(words, card),
        ),
        Health::Silent(at) => (
            Tone::Warning,
            t!(words, "gateways-state-silent", at = context.recent(*at)),
            t!(words, "gateways-state-silent-what"),
        ),
        Health::NeverHeard => (
            Tone::NoUse,
            t!(words, "gateways-state-never"),
            t!(words, "gateways-state-never-what"),
        ),
        Health::Doubted(doubted) => (
            Tone::Danger,
            match doubted.doubt {
                Doubt::OtherSecret => t!(words, "gateways-state-other-secret"),
                Doubt::Unsigned => t!(words, "gateways-state-unsigned"),
            },
            said::doubted(words, doubted),
        ),
        Health::NotPushed => (
            Tone::Warning,
            t!(words, "gateways-state-not-pushed"),
            t!(words, "gateways-state-not-pushed-what"),
        ),
        Health::Drift(differs) => (
            Tone::Warning,
            t!(words, "gateways-state-drift", count = count(*differs)),
            t!(words, "gateways-state-drift-what"),
        ),
        Health::Refused(tickets) => (
            Tone::Warning,
            t!(words, "gateways-state-refused", count = count(*tickets)),
            t!(words, "gateways-state-refused-what"),
        ),
        Health::Waiting(tickets) => (
            Tone::Info,
            t!(words, "gateways-state-waiting", count = tickets.to_owned()),
            t!(words, "gateways-state-waiting-what"),
        ),
        Health::CertificateChanged => (
            Tone::Danger,
            t!(words, "gateways-state-certificate"),
            failure(context, card),
        ),
        Health::Failed(why) => (
            Tone::Danger,
            match why.cause {
                Cause::Unreachable | Cause::Silent => t!(words, "gateways-state-failed"),
                Cause::Login | Cause::Rights => t!(words, "gateways-state-login"),
                _ => t!(words, "gateways-state-trouble"),
            },
            failure(context, card),
        ),
    }
}

/// What stands in the way, since when, and who waits for it.
fn failure(context: &Context, card: &Card) -> String {
    let words = context.words();
    let Some((standing, failure)) = card
        .standing
        .as_ref()
        .and_then(|standing| Some((standing, standing.failure.as_ref()?)))
    else {
        return String::new();
    };
    let why = said::failure(words, failure);
    match standing.keeping.failing_since {
        Some(since) => t!(
            words,
            "gateways-state-failed-since",
            count = standing.waiting,
            at = context.recent(since),
            why = why
        ),
        None => why,
    }
}

/// What a RADIUS client alone lacks.
fn lacks(words: &Words, card: &Card) -> String {
    if !card.gateway.send_disconnect {
        t!(words, "gateways-client-only-no-cut")
    } else if crate::gateways::abilities(card.gateway.vendor).is_some() {
        t!(words, "gateways-client-only-could")
    } else {
        t!(words, "gateways-client-only")
    }
}

/// What a line of the doctor found, with its time as the Location's clock has it.
pub fn finding(context: &Context, finding: &Finding) -> String {
    match finding {
        Finding::Heard(at) => t!(
            context.words(),
            "gateway-line-heard",
            at = context.recent(*at)
        ),
        finding => said::finding(context.words(), finding),
    }
}

/// How a line of the doctor stands.
pub fn verdict(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Good => Tone::Success,
        Verdict::Unknown => Tone::NoUse,
        Verdict::Warning => Tone::Warning,
        Verdict::Bad => Tone::Danger,
    }
}

/// A line with its mark.
pub fn line<'a, Message: 'a>(tone: Tone, text: String) -> Element<'a, Message> {
    line_with(tone, text, None)
}

/// A line with its mark, and perhaps a button.
pub fn line_with<'a, Message: 'a>(
    tone: Tone,
    text: String,
    button: Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    Row::new()
        .push(widget::icon(tone.icon()).class(crate::ui::theme::Tint::Tone(tone)))
        .push(widget::text(text).width(Length::Fill))
        .push(button)
        .spacing(Space::Tight)
        .align_y(Alignment::Center)
        .into()
}

/// A fingerprint in lines of eight octets, to be compared letter by letter.
pub fn fingerprint<'a, Message: 'a>(text: &str) -> Element<'a, Message> {
    let octets: Vec<_> = text.split(':').collect();
    let lines = octets
        .chunks(8)
        .map(|line| widget::mono(line.join(":")).into());
    Column::with_children(lines).into()
}

/// Something of somebody else that is in the way.
pub fn conflict(words: &Words, conflict: &Conflict) -> String {
    t!(
        words,
        "gateways-conflict",
        kind = said::kind(words, conflict.kind),
        name = conflict.name.as_str()
    )
}

/// What the gateway cannot have as it should be.
pub fn gap(words: &Words, gap: &Gap) -> String {
    let why = match &gap.why {
        Lack::Limit(field) => t!(words, "gateways-lack-limit", field = field.to_owned()),
        Lack::Clipped { field, to } => t!(
            words,
            "gateways-lack-clipped",
            field = field.to_owned(),
            to = to.as_str()
        ),
        Lack::Missing(what) => t!(words, "gateways-lack-missing", what = what.as_str()),
        _ => t!(words, "gateways-lack-name"),
    };
    t!(
        words,
        "gateways-gap",
        kind = said::kind(words, gap.kind),
        name = gap.key.as_str(),
        why = why
    )
}

/// What happened to a gateway: the tone, what, and by whom and how.
pub fn event(context: &Context, event: &Event) -> (Tone, String, String) {
    let words = context.words();
    let event = &event.event;
    let number = |name: &str| {
        let after = event.after.as_ref()?;
        after.get(name)?.as_i64()
    };
    let counts = |add: &str, change: &str, remove: &str| {
        t!(
            words,
            "gateways-counts",
            add = number(add).unwrap_or(0),
            change = number(change).unwrap_or(0),
            remove = number(remove).unwrap_or(0)
        )
    };
    let (tone, what, detail) = match event.kind.as_str() {
        "gateway.added" => (Tone::Info, t!(words, "gateways-event-added"), String::new()),
        "gateway.linked" => (
            Tone::Info,
            t!(words, "gateways-event-linked"),
            String::new(),
        ),
        "gateway.changed" => (
            Tone::Info,
            t!(words, "gateways-event-changed"),
            changed(words, event),
        ),
        "gateway.pinned" => (
            Tone::Info,
            t!(words, "gateways-event-pinned"),
            String::new(),
        ),
        "gateway.pushed" => {
            let refused = number("refused").unwrap_or(0);
            let mut detail = counts("added", "changed", "removed");
            if refused > 0 {
                detail = format!(
                    "{detail} · {}",
                    t!(words, "gateways-refused", count = refused)
                );
            }
            let tone = if refused > 0 {
                Tone::Warning
            } else {
                Tone::Success
            };
            (tone, t!(words, "gateways-event-pushed"), detail)
        }
        "gateway.failed" => {
            let failure = event
                .after
                .clone()
                .and_then(|why| serde_json::from_value(why).ok());
            let detail = failure.map_or_else(String::new, |why| said::failure(words, &why));
            (Tone::Danger, t!(words, "gateways-state-failed"), detail)
        }
        "gateway.drifted" => (
            Tone::Warning,
            t!(words, "gateways-event-drifted"),
            counts("add", "change", "remove"),
        ),
        "gateway.cut" => (
            Tone::Info,
            t!(
                words,
                "gateways-event-cut",
                count = number("cut").unwrap_or(0)
            ),
            String::new(),
        ),
        other => (Tone::Neutral, other.to_owned(), String::new()),
    };
    let by = match event.actor.as_str() {
        "desk" => t!(words, "licence-by-desk"),
        "cli" => t!(words, "licence-by-cli"),
        "engine" => t!(words, "licence-by-engine"),
        other => other.to_owned(),
    };
    let detail = if detail.is_empty() {
        by
    } else {
        format!("{by} · {detail}")
    };
    (tone, what, detail)
}

/// What was changed of it.
fn changed(words: &Words, event: &crate::store::NewEvent) -> String {
    let of = |value: &Option<Value>, name: &str| {
        let text = value.as_ref()?.get(name)?.as_str()?;
        Some(text.to_owned())
    };
    let mut parts: Vec<String> = ["name", "network"]
        .iter()
        .filter_map(|name| {
            let (before, after) = (of(&event.before, name)?, of(&event.after, name)?);
            (before != after).then(|| format!("{before} → {after}"))
        })
        .collect();
    let after = event.after.as_ref();
    if after.is_some_and(|after| after.get("secret_changed").is_some()) {
        parts.push(t!(words, "gateways-event-secret"));
    }
    parts.join(" · ")
}

/// What is wrong with what was typed.
pub fn wrong(words: &Words, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing => t!(words, "gateways-wrong-missing"),
        Wrong::Host => t!(words, "gateways-wrong-host"),
        Wrong::Network | Wrong::Address => t!(words, "gateways-wrong-network"),
        Wrong::OnlyPlain => t!(words, "gateways-wrong-only-plain"),
        Wrong::Block(block) => t!(words, "gateways-wrong-block", block = block.to_string()),
        Wrong::NameTaken => t!(words, "ticket-types-wrong-taken"),
        Wrong::NetworkTaken(name) => {
            t!(words, "gateways-wrong-network-taken", name = name.as_str())
        }
        Wrong::Length(min, max) => t!(
            words,
            "gateways-wrong-length",
            min = min.to_string(),
            max = max.to_string()
        ),
        Wrong::Number(min, max) => t!(
            words,
            "gateways-wrong-number",
            min = min.to_string(),
            max = max.to_string()
        ),
    }
}

/// What the login has to be, by vendor.
pub fn login_help(words: &Words, vendor: Vendor) -> String {
    match vendor {
        Vendor::Mikrotik => t!(words, "gateways-login-mikrotik"),
        Vendor::Unifi => t!(words, "gateways-login-unifi"),
        Vendor::Omada => t!(words, "gateways-login-omada"),
        Vendor::Opnsense => t!(words, "gateways-login-opnsense"),
        Vendor::FreeradiusSql => t!(words, "gateways-login-freeradius"),
        _ => String::new(),
    }
}

/// Name and help of what else a vendor needs.
pub fn option(words: &Words, name: &str) -> (String, String) {
    match name {
        "api" => (
            t!(words, "gateways-option-api"),
            t!(words, "gateways-option-api-help"),
        ),
        "hotspot" => (
            t!(words, "gateways-option-hotspot"),
            t!(words, "gateways-option-hotspot-help"),
        ),
        "site" => (
            t!(words, "gateways-option-site"),
            t!(words, "gateways-option-site-help"),
        ),
        "portal" => (
            t!(words, "gateways-option-portal"),
            t!(words, "gateways-option-portal-help"),
        ),
        "zone" => (
            t!(words, "gateways-option-zone"),
            t!(words, "gateways-option-zone-help"),
        ),
        "vouchers" => (
            t!(words, "gateways-option-vouchers"),
            t!(words, "gateways-option-vouchers-help"),
        ),
        "server" => (
            t!(words, "gateways-option-server"),
            t!(words, "gateways-option-server-help"),
        ),
        "dialect" => (
            t!(words, "gateways-option-dialect"),
            t!(words, "gateways-option-dialect-help"),
        ),
        "database" => (
            t!(words, "gateways-option-database"),
            t!(words, "gateways-option-database-help"),
        ),
        "replies" => (
            t!(words, "gateways-option-replies"),
            t!(words, "gateways-option-replies-help"),
        ),
        "counters" => (
            t!(words, "gateways-option-counters"),
            t!(words, "gateways-option-counters-help"),
        ),
        other => (other.to_owned(), String::new()),
    }
}
