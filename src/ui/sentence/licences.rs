//! Licences in the words of whoever sits in front of them.

use super::Sentence;
use crate::{
    domain::licence::{Doubt, Refused},
    i18n::Words,
    services::licences::{
        CLIENT_EMAIL, Capacity, Closed, DISTRIBUTOR, FindError, KeyError, Kind, MIN_PASSPHRASE,
        Notice, NoticeState, PARTNER, PARTNER_EMAIL, PaperError, Payment, Refusal, RequestError,
        Status,
    },
    t,
    ui::theme::Tone,
};

/// The badge of a state (L12–L16).
pub fn status(words: &Words, status: Status) -> (Tone, String) {
    match status {
        Status::PendingProvision => (Tone::Info, t!(words, "licence-state-provision")),
        Status::PendingStart => (Tone::NoUse, t!(words, "licence-state-start")),
        Status::InUse => (Tone::InUse, t!(words, "licence-state-in-use")),
        Status::AccessDenied => (Tone::Cancelled, t!(words, "licence-state-denied")),
        Status::ContractFinalized => (Tone::Expired, t!(words, "licence-state-finalized")),
    }
}

/// First, renewal or move.
pub fn kind(words: &Words, kind: Kind) -> String {
    match kind {
        Kind::First => t!(words, "licence-kind-first"),
        Kind::Renewal => t!(words, "licence-kind-renewal"),
        Kind::Move => t!(words, "licence-kind-move"),
    }
}

/// Monthly or annual.
pub fn payment(words: &Words, payment: Payment) -> String {
    match payment {
        Payment::Monthly => t!(words, "licence-monthly"),
        Payment::Annual => t!(words, "licence-annual"),
    }
}

/// `60 rooms`.
pub fn capacity(words: &Words, capacity: Capacity) -> String {
    match capacity {
        Capacity::Rooms(count) => t!(words, "licence-count-rooms", count = count),
        Capacity::Aps(count) => t!(words, "licence-count-aps", count = count),
    }
}

/// Which of the six (L19).
pub fn notice(words: &Words, notice: Notice) -> String {
    match notice {
        Notice::OneMonth => t!(words, "licence-notice-one-month"),
        Notice::FifteenDays => t!(words, "licence-notice-days-before", days = 15),
        Notice::SevenDays => t!(words, "licence-notice-days-before", days = 7),
        Notice::OneDay => t!(words, "licence-notice-days-before", days = 1),
        Notice::End => t!(words, "licence-notice-at-end"),
        Notice::DayAfter => t!(words, "licence-notice-day-after"),
    }
}

/// What became of one.
pub fn notice_state(words: &Words, state: NoticeState) -> (Tone, String) {
    match state {
        NoticeState::Sent => (Tone::Success, t!(words, "licence-notice-sent")),
        NoticeState::Missed => (Tone::Warning, t!(words, "licence-notice-missed")),
        NoticeState::Due => (Tone::NoUse, t!(words, "licence-notice-due")),
    }
}

/// What is wrong with a field of a request.
pub fn request(words: &Words, error: &RequestError) -> String {
    match error {
        RequestError::Years(_) => t!(words, "licence-wrong-years"),
        RequestError::Payment => t!(words, "licence-wrong-payment"),
        RequestError::Rooms => t!(words, "licence-wrong-rooms"),
        RequestError::Aps => t!(words, "licence-wrong-aps"),
        RequestError::Missing(_) => t!(words, "wrong-empty"),
        RequestError::Email(_) => t!(words, "licence-wrong-email"),
        RequestError::TooLong { max, .. } => t!(words, "wrong-long", max = max.to_string()),
    }
}

fn field(words: &Words, error: &RequestError) -> String {
    let name = match error {
        RequestError::Years(_) => t!(words, "licence-contract"),
        RequestError::Payment => t!(words, "licence-payment"),
        RequestError::Rooms => t!(words, "licence-rooms"),
        RequestError::Aps => t!(words, "licence-aps"),
        RequestError::Missing(field)
        | RequestError::Email(field)
        | RequestError::TooLong { field, .. } => match *field {
            PARTNER => t!(words, "licence-partner"),
            PARTNER_EMAIL => t!(words, "licence-partner-email"),
            CLIENT_EMAIL => t!(words, "licence-client-email"),
            DISTRIBUTOR => t!(words, "licence-distributor"),
            _ => t!(words, "licence-modules"),
        },
    };
    format!("{name}: {}", request(words, error))
}

/// The way out of a closed house.
pub fn way_out(words: &Words, closed: Closed) -> String {
    match closed {
        Closed::EvaluationOver => t!(words, "licence-closed-evaluation-do"),
        Closed::Finalized => t!(words, "licence-closed-finalized-do"),
        Closed::Denied => t!(words, "licence-closed-denied-do"),
        Closed::Doubted(why) => doubt(words, why),
        Closed::Copied => t!(words, "licence-closed-copied-do"),
        Closed::Twin => t!(words, "licence-closed-twin-do"),
        Closed::OverCapacity => t!(words, "licence-closed-over-do"),
    }
}

/// Why a contract does not count.
pub fn doubt(words: &Words, doubt: Doubt) -> String {
    match doubt {
        Doubt::NoTrust => t!(words, "licence-doubt-no-trust"),
        Doubt::UnknownKey => t!(words, "licence-doubt-unknown"),
        Doubt::RevokedKey => t!(words, "licence-doubt-revoked"),
        Doubt::Altered => t!(words, "licence-doubt-altered"),
    }
}

/// Why something about licences is refused.
pub(super) fn refusal(words: &Words, refusal: &Refusal) -> Sentence {
    let alone = Sentence::alone;
    match refusal {
        Refusal::Find(error) => find(words, *error),
        Refusal::NotTrusted(key) => Sentence::new(
            t!(words, "licence-refused-unknown"),
            t!(
                words,
                "licence-refused-unknown-do",
                key = key.get(..16).unwrap_or(key).to_owned()
            ),
        ),
        Refusal::Revoked => Sentence::new(
            t!(words, "licence-refused-revoked"),
            t!(words, "licence-refused-new-do"),
        ),
        Refusal::NoTrust(why) => Sentence::new(
            t!(words, "licence-refused-no-trust"),
            t!(words, "licence-refused-no-trust-do", why = why.as_str()),
        ),
        Refusal::Refused(refused) => entering(words, refused),
        Refusal::Form(errors) => {
            let all: Vec<_> = errors.iter().map(|error| field(words, error)).collect();
            Sentence::new(t!(words, "licence-refused-form"), all.join(" · "))
        }
        Refusal::NoContract => alone(t!(words, "licence-refused-no-contract")),
        Refusal::Key(KeyError::Passphrase) => Sentence::new(
            t!(words, "licence-refused-passphrase"),
            t!(words, "licence-refused-passphrase-do"),
        ),
        Refusal::Key(KeyError::ShortPassphrase) => {
            alone(t!(words, "licence-refused-short", count = MIN_PASSPHRASE))
        }
        Refusal::Key(KeyError::System) => alone(t!(words, "licence-refused-system")),
        Refusal::TooSoon(seconds) => alone(t!(
            words,
            "licence-refused-too-soon",
            seconds = u64::from(*seconds)
        )),
        Refusal::NoDistributor => alone(t!(words, "licence-refused-no-distributor")),
        Refusal::KeyExists => alone(t!(words, "licence-refused-key-exists")),
        Refusal::Contact => alone(t!(words, "licence-refused-contact")),
        Refusal::NoRequest(_) | Refusal::NoLicence(_) => alone(t!(words, "licence-refused-gone")),
        Refusal::HasLicence => Sentence::new(
            t!(words, "licence-refused-has"),
            t!(words, "licence-refused-has-do"),
        ),
        Refusal::Terms(detail) => Sentence::new(t!(words, "licence-refused-terms"), detail.clone()),
        Refusal::StrangeReport => alone(t!(words, "licence-refused-report")),
    }
}

fn find(words: &Words, error: FindError) -> Sentence {
    let (happened, to_do) = match error {
        FindError::Missing => (
            t!(words, "licence-refused-nothing"),
            t!(words, "licence-refused-nothing-do"),
        ),
        FindError::TooLarge => (
            t!(words, "licence-refused-large"),
            t!(words, "licence-refused-nothing-do"),
        ),
        FindError::Paper(PaperError::Damaged) => (
            t!(words, "licence-refused-damaged"),
            t!(words, "licence-refused-damaged-do"),
        ),
        FindError::Paper(PaperError::Newer { .. }) => (
            t!(words, "licence-refused-newer"),
            t!(words, "licence-refused-newer-do"),
        ),
        FindError::Paper(PaperError::Older { .. }) => (
            t!(words, "licence-refused-older"),
            t!(words, "licence-refused-new-do"),
        ),
        FindError::Paper(PaperError::OtherKind { .. }) => (
            t!(words, "licence-refused-kind"),
            t!(words, "licence-refused-kind-do"),
        ),
    };
    Sentence::new(happened, to_do)
}

fn entering(words: &Words, refused: &Refused) -> Sentence {
    let nothing = || t!(words, "licence-refused-unchanged");
    match refused {
        Refused::OtherLocation(name) => Sentence::new(
            t!(words, "licence-refused-other", name = name.as_str()),
            nothing(),
        ),
        Refused::AlreadyEntered => Sentence::new(t!(words, "licence-refused-entered"), nothing()),
        Refused::AlreadyProvisioned => Sentence::new(
            t!(words, "licence-refused-provisioned"),
            t!(words, "licence-refused-provisioned-do"),
        ),
        Refused::NothingToRenew => Sentence::new(
            t!(words, "licence-refused-nothing-to-renew"),
            t!(words, "licence-refused-nothing-to-renew-do"),
        ),
        Refused::OtherMachine => Sentence::new(
            t!(words, "licence-refused-machine"),
            t!(words, "licence-refused-machine-do"),
        ),
        Refused::Renewal(_) => Sentence::new(
            t!(words, "licence-refused-not-started"),
            t!(words, "licence-refused-not-started-do"),
        ),
    }
}
