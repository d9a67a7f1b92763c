//! Gateways in words: what stood in the way, what a line of the doctor found, what a plan will do. For every face.

use super::doctor::Finding;
use crate::{
    gateways::{
        Cause, Failure, Kind, Trouble,
        plan::{Gap, Lack, Step},
    },
    i18n::Words,
    store::{Doubt, Doubted},
    t,
};

/// What stood in the way, and what to do about it.
pub fn failure(words: &Words, failure: &Failure) -> String {
    let said = match &failure.cause {
        Cause::Unreachable => t!(words, "gateway-failed-unreachable"),
        Cause::Silent => t!(words, "gateway-failed-silent"),
        Cause::CertificateChanged { expected, shown } => t!(
            words,
            "gateway-failed-certificate",
            expected = expected.to_string(),
            shown = shown.to_string()
        ),
        Cause::NoTls => t!(words, "gateway-failed-no-tls"),
        Cause::Login => t!(words, "gateway-failed-login"),
        Cause::Rights => t!(words, "gateway-failed-rights"),
        Cause::Throttled { .. } => t!(words, "gateway-failed-throttled"),
        Cause::WrongProduct => t!(words, "gateway-failed-product"),
        Cause::TooOld => t!(words, "gateway-failed-old"),
        Cause::NotThere => t!(words, "gateway-failed-not-there"),
        Cause::Taken => t!(words, "gateway-failed-taken"),
        Cause::Refused => t!(words, "gateway-failed-refused"),
        Cause::Busy => t!(words, "gateway-failed-busy"),
        Cause::NotKept => t!(words, "gateway-failed-not-kept"),
        Cause::Strange => t!(words, "gateway-failed-strange"),
        Cause::Settings => t!(words, "gateway-failed-settings"),
        Cause::Unsupported => t!(words, "gateway-failed-unsupported"),
    };
    if failure.detail.is_empty() {
        return said;
    }
    t!(
        words,
        "gateway-failed-detail",
        said = said,
        detail = failure.detail.as_str()
    )
}

/// What a line of the doctor found.
pub fn finding(words: &Words, finding: &Finding) -> String {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    match finding {
        Finding::Reached => t!(words, "gateway-line-reached"),
        Finding::Failed(why) => failure(words, why),
        Finding::CertificatePinned => t!(words, "gateway-line-pinned"),
        Finding::CertificateNew(shown) => {
            t!(
                words,
                "gateway-line-certificate-new",
                shown = shown.to_string()
            )
        }
        Finding::InTheClear => t!(words, "gateway-line-clear"),
        Finding::NeverEncrypted => t!(words, "gateway-line-never-encrypted"),
        Finding::Version(version) => t!(words, "gateway-line-version", version = version.as_str()),
        Finding::Clock(seconds) => {
            t!(words, "gateway-line-clock", seconds = seconds.abs())
        }
        Finding::Trouble(found) => trouble(words, found),
        Finding::OtherSecret(_) => t!(words, "gateway-line-other-secret"),
        Finding::Doubted(doubted) => self::doubted(words, doubted),
        Finding::NoAnswer(_) => t!(words, "gateway-line-no-answer"),
        Finding::RadiusWorks => t!(words, "gateway-line-radius"),
        Finding::Heard(at) => {
            t!(
                words,
                "gateway-line-heard",
                at = at.format("%Y-%m-%d %H:%M UTC").to_string()
            )
        }
        Finding::NeverHeard => t!(words, "gateway-line-never-heard"),
        Finding::Disconnects => t!(words, "gateway-line-disconnects"),
        Finding::NoDisconnect(port) => {
            t!(words, "gateway-line-no-disconnect", port = port.to_string())
        }
        Finding::LoginPage(host) => t!(words, "gateway-line-page", host = host.as_str()),
        Finding::OtherLoginPage { gateway, location } => t!(
            words,
            "gateway-line-other-page",
            gateway = gateway.as_str(),
            location = location.as_str()
        ),
        Finding::NoLoginPage(host) => t!(words, "gateway-line-no-page", host = host.as_str()),
        Finding::Garden(hosts) => t!(words, "gateway-line-garden", count = count(*hosts)),
        Finding::GardenLacks(hosts) => {
            t!(words, "gateway-line-garden-lacks", count = count(*hosts))
        }
        Finding::InOrder => t!(words, "gateway-line-in-order"),
        Finding::Differs(add, change, remove) => t!(
            words,
            "gateway-line-differs",
            add = count(*add),
            change = count(*change),
            remove = count(*remove)
        ),
        Finding::Conflicts(number) => {
            t!(words, "gateway-line-conflicts", count = count(*number))
        }
        Finding::OtherInnkeeper(number) => {
            t!(
                words,
                "gateway-line-other-innkeeper",
                count = count(*number)
            )
        }
    }
}

/// Why the requests of a gateway are not believed, and what to do.
pub fn doubted(words: &Words, doubted: &Doubted) -> String {
    match doubted.doubt {
        Doubt::OtherSecret => t!(
            words,
            "gateway-line-doubted",
            count = doubted.requests.to_owned()
        ),
        Doubt::Unsigned => t!(
            words,
            "gateway-line-unsigned",
            count = doubted.requests.to_owned()
        ),
    }
}

fn trouble(words: &Words, trouble: &Trouble) -> String {
    match trouble {
        Trouble::HotspotForbidden => t!(words, "gateway-trouble-forbidden"),
        Trouble::NoHotspot => t!(words, "gateway-trouble-no-hotspot"),
        Trouble::MissingRight(right) => {
            t!(words, "gateway-trouble-right", right = right.as_str())
        }
        Trouble::NoLinkLogin => t!(words, "gateway-trouble-no-link"),
        Trouble::PortalOff => t!(words, "gateway-trouble-portal-off"),
        Trouble::ServiceOff(service) => {
            t!(
                words,
                "gateway-trouble-service-off",
                service = service.as_str()
            )
        }
    }
}

/// What kind of thing.
pub fn kind(words: &Words, kind: Kind) -> String {
    match kind {
        Kind::RadiusServer => t!(words, "gateway-kind-radius-server"),
        Kind::DisconnectListener => t!(words, "gateway-kind-disconnect"),
        Kind::RadiusClient => t!(words, "gateway-kind-radius-client"),
        Kind::Portal => t!(words, "gateway-kind-portal"),
        Kind::Garden => t!(words, "gateway-kind-garden"),
        Kind::Group => t!(words, "gateway-kind-group"),
        Kind::User => t!(words, "gateway-kind-user"),
    }
}

/// What a gateway cannot have as it should be, and why.
pub fn gap(words: &Words, gap: &Gap) -> String {
    let (kind, name) = (kind(words, gap.kind), gap.key.as_str());
    match &gap.why {
        Lack::Limit(field) => t!(
            words,
            "gateway-gap-limit",
            kind = kind,
            name = name,
            field = field.to_string()
        ),
        Lack::Clipped { field, to } => t!(
            words,
            "gateway-gap-clipped",
            kind = kind,
            name = name,
            field = field.to_string(),
            to = to.as_str()
        ),
        Lack::Name => t!(words, "gateway-gap-name", kind = kind, name = name),
        Lack::Missing(what) => t!(
            words,
            "gateway-gap-missing",
            kind = kind,
            name = name,
            what = what.as_str()
        ),
        Lack::Code => t!(words, "gateway-gap-code", kind = kind, name = name),
    }
}

/// One step of a plan: "add RADIUS server 192.0.2.5"; secrets as dots.
pub fn step(words: &Words, step: &Step) -> String {
    let object = step.object();
    let is_user = object.kind == Kind::User;
    let (kind, name) = (kind(words, object.kind), object.label());
    match step {
        Step::Add(_) => t!(words, "gateway-step-add", kind = kind, name = name),
        Step::Remove(_) => t!(words, "gateway-step-remove", kind = kind, name = name),
        Step::Change { changes, .. } => {
            let changes: Vec<_> = changes
                .iter()
                .map(|change| {
                    if is_user && matches!(change.name, "name" | "userName" | "username") {
                        return format!("{}: …", change.name);
                    }
                    let from = change
                        .from
                        .as_ref()
                        .map_or_else(|| "–".to_owned(), ToString::to_string);
                    format!("{}: {from} → {}", change.name, change.to)
                })
                .collect();
            t!(
                words,
                "gateway-step-change",
                kind = kind,
                name = name,
                changes = changes.join(", ")
            )
        }
    }
}
