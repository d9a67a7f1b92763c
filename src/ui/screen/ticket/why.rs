//! "Why can't my guest get on?": the answer in a sentence, what helps now, and every check with its verdict.

use super::{
    super::parts::{beside, flowing, stacked},
    Loaded, Message,
};
use crate::{
    domain::{
        login::{Refusal, Stage},
        mac::Mac,
    },
    services::{
        explain::{self, Explanation, Finding, Remedy, sentence_for_desk},
        extend::Device,
        gateways::link::AtGateway,
        tickets::Detail,
    },
    t,
    ui::{Element, context::Context, format, icon::Icon, scale::Space, theme::Tone, widget},
};

/// The name of the first button that helps.
pub(super) const REMEDY: &str = "ticket-remedy";

/// Refused logins that are shown, the newest.
const REFUSALS: usize = 20;

/// The box.
pub(super) fn view<'a>(
    context: &Context,
    loaded: &Loaded,
    device: Option<Mac>,
    pushing: bool,
) -> Element<'a, Message> {
    let (detail, why) = (&loaded.detail, &loaded.why);
    let (tone, happened, meaning) = sentence(context, detail, why);
    let answer = widget::notice(tone, happened, meaning, None);
    let remedies: Vec<_> = remedies(context, detail, why, pushing).collect();
    let checks = checks(context, why);
    let remedies = (!remedies.is_empty()).then(|| flowing(remedies));
    let parts = [
        which(context, detail, device),
        Some(answer),
        remedies,
        Some(checks),
    ];
    widget::card(stacked(Space::Normal, parts.into_iter().flatten()))
}

/// For which device the question is asked: any, or one that was seen with this ticket.
fn which<'a>(
    context: &Context,
    detail: &Detail,
    device: Option<Mac>,
) -> Option<Element<'a, Message>> {
    let words = context.words();
    let on_line = detail.sessions.iter().filter_map(|session| session.mac);
    let refused = detail.refusals.iter().filter_map(|refused| refused.mac);
    let mut seen: Vec<Mac> = Vec::new();
    for mac in on_line.chain(refused) {
        if !seen.contains(&mac) {
            seen.push(mac);
        }
    }
    if seen.is_empty() {
        return None;
    }
    let any = (None, t!(words, "ticket-any-device"));
    let devices = seen
        .into_iter()
        .map(|mac| (Some(mac), format::device(words, mac)));
    let options = [any].into_iter().chain(devices);
    let select = widget::select(t!(words, "ticket-why-mac"), options, Some(device));
    Some(select.on_choose(Message::Device).into())
}

/// What stands in the way, or did, or seems to.
fn sentence(context: &Context, detail: &Detail, why: &Explanation) -> (Tone, String, String) {
    let tone = match &why.finding {
        // Mostly this is the guest's own device, and nothing is wrong.
        Finding::Refused(Refusal::TooManyDevices { .. })
        | Finding::Mistyped { .. }
        | Finding::WrongPassword { .. }
        | Finding::WrongMethod { .. }
        | Finding::GatewaySilent { .. }
        | Finding::NotThere {
            at: AtGateway::Away { .. } | AtGateway::Waits { .. } | AtGateway::There,
            ..
        } => Tone::Warning,
        Finding::NotThere { .. }
        | Finding::GatewayDoubted { .. }
        | Finding::Refused(_)
        | Finding::NoGateway
        | Finding::UnknownClient { .. } => Tone::Danger,
        Finding::Passed { .. } | Finding::NothingTried => Tone::Info,
        Finding::OnLine { .. } => Tone::Success,
    };
    let (happened, meaning) = explain::sentence(
        context.words(),
        why,
        context.location.zone,
        &detail.credentials.username,
        &|at| context.recent(at),
    );
    (tone, happened, meaning)
}

/// Whether there is something that helps now.
pub(super) fn helps(context: &Context, loaded: &Loaded) -> bool {
    remedies(context, &loaded.detail, &loaded.why, false)
        .next()
        .is_some()
}

/// A button for each thing that helps now; the first is the one to press. A gateway that is being brought what it lacks is
/// not asked for it once more.
fn remedies<'a>(
    context: &Context,
    detail: &Detail,
    why: &Explanation,
    pushing: bool,
) -> impl Iterator<Item = Element<'a, Message>> {
    let words = context.words();
    let may_print = detail.ticket.may_print(context.now);
    let may_recharge = detail.ticket.may_recharge(context.now);
    why.remedies()
        .into_iter()
        .filter(move |remedy| match remedy {
            Remedy::PrintAgain => may_print,
            Remedy::Recharge => may_recharge,
            // The sentence says how: a gateway is no matter of one ticket.
            Remedy::AddGateway { .. } => false,
            _ => true,
        })
        .enumerate()
        .map(move |(place, remedy)| {
            let (label, icon, message) = match remedy {
                Remedy::Recharge => (
                    t!(words, "ticket-remedy-recharge"),
                    Icon::Zap,
                    Some(Message::Recharge),
                ),
                Remedy::FreeDevice { mac } => (
                    t!(words, "ticket-remedy-free", device = mac.to_string()),
                    Icon::WifiOff,
                    Some(Message::Free(Device::Mac(mac))),
                ),
                Remedy::FreeDevices => (
                    t!(words, "ticket-remedy-free-all"),
                    Icon::WifiOff,
                    Some(Message::Free(Device::All)),
                ),
                Remedy::PushGateway { gateway } if pushing => {
                    let label = t!(words, "ticket-remedy-pushing", gateway = gateway.as_str());
                    (label, Icon::Upload, None)
                }
                Remedy::PushGateway { gateway } => (
                    t!(words, "ticket-remedy-push", gateway = gateway.as_str()),
                    Icon::Upload,
                    Some(Message::PushGateway(gateway)),
                ),
                Remedy::OpenGateway { gateway } => (
                    t!(words, "ticket-remedy-gateway", gateway = gateway.as_str()),
                    Icon::Router,
                    Some(Message::OpenGateway(gateway)),
                ),
                Remedy::ShowCodeLarge | Remedy::AddGateway { .. } => (
                    t!(words, "ticket-remedy-code"),
                    Icon::Eye,
                    Some(Message::ShowCode),
                ),
                Remedy::PrintAgain => (
                    t!(words, "ticket-remedy-print"),
                    Icon::Printer,
                    Some(Message::Print),
                ),
                Remedy::IssueAnother => (
                    t!(words, "ticket-remedy-issue"),
                    Icon::Plus,
                    Some(Message::IssueAnother),
                ),
                Remedy::CutAndLetIn => (
                    t!(words, "ticket-remedy-cut"),
                    Icon::WifiOff,
                    Some(Message::CutSessions),
                ),
            };
            let button = widget::button(label).icon(icon).on_press_maybe(message);
            if place == 0 {
                button.primary().id(widget::id(REMEDY)).into()
            } else {
                button.into()
            }
        })
}

/// Every check in its order, in two columns. Those after the first that fails are not reached by a login, but say
/// whether it would be the only trouble.
fn checks<'a>(context: &Context, why: &Explanation) -> Element<'a, Message> {
    let lines: Vec<Element<'a, Message>> = why
        .checks
        .iter()
        .map(|(stage, verdict)| {
            let tone = match verdict {
                Ok(()) => Tone::Success,
                Err(_) => Tone::Danger,
            };
            widget::status(tone, check(context, *stage))
        })
        .collect();
    let half = lines.len().div_ceil(2);
    let mut lines = lines.into_iter();
    let left: Vec<_> = lines.by_ref().take(half).collect();
    let columns = beside([stacked(Space::Hair, left), stacked(Space::Hair, lines)]);
    let heading = widget::small(t!(context.words(), "ticket-why-checks")).into();
    let until = why.grant.and_then(|grant| grant.stop_at).map(|at| {
        widget::small(t!(context.words(), "ticket-until", at = context.moment(at))).into()
    });
    stacked(Space::Tight, [heading, columns].into_iter().chain(until))
}

fn check(context: &Context, stage: Stage) -> String {
    let words = context.words();
    match stage {
        Stage::Licence => t!(words, "ticket-check-licence"),
        Stage::Enabled => t!(words, "ticket-check-enabled"),
        Stage::Product => t!(words, "ticket-check-product"),
        Stage::OneLogin => t!(words, "ticket-check-one-login"),
        Stage::Begun => t!(words, "ticket-check-begun"),
        Stage::UsedInTime => t!(words, "ticket-check-used-in-time"),
        Stage::Expiry => t!(words, "ticket-check-expiry"),
        Stage::Totals => t!(words, "ticket-check-totals"),
        Stage::Monthly => t!(words, "ticket-check-monthly"),
        Stage::Weekly => t!(words, "ticket-check-weekly"),
        Stage::Daily => t!(words, "ticket-check-daily"),
        Stage::Devices => t!(words, "ticket-check-devices"),
    }
}

/// The refused logins, each with its sentence.
pub(super) fn refusals<'a>(context: &Context, detail: &Detail) -> Element<'a, Message> {
    let words = context.words();
    if detail.refusals.is_empty() {
        return widget::card(widget::muted(t!(words, "ticket-no-refusals")));
    }
    let lines = detail.refusals.iter().take(REFUSALS).map(|refused| {
        let gateway = super::sessions::gateway(context, detail, refused.gateway);
        let place = match refused.mac {
            Some(mac) => t!(
                words,
                "ticket-refused-at",
                gateway = gateway,
                mac = format::device(words, mac)
            ),
            None => t!(words, "ticket-refused-no-device", gateway = gateway),
        };
        let sentence = sentence_for_desk(words, &refused.reason, context.location.zone);
        widget::moment(Tone::Danger, context.moment(refused.at), sentence, place)
    });
    widget::card(stacked(Space::Tight, lines))
}
