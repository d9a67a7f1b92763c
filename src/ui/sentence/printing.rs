//! Printers and what they print, in the receptionist's words.

use super::Sentence;
use crate::{
    delivery::{
        Cause, Failure,
        print::{Condition, Target},
    },
    i18n::Words,
    services::printing::{Answer, PrintError},
    store::DeliveryState,
    t,
    ui::context::Context,
    voucher::{CodePage, Paper, labels::Labels},
};

/// Why nothing is printed, or a printer is not kept.
pub(in crate::ui) fn refusal(words: &Words, error: &PrintError) -> Sentence {
    let alone = Sentence::alone;
    match error {
        PrintError::NoPrinter => Sentence::new(
            t!(words, "printing-error-none"),
            t!(words, "printing-error-none-do"),
        ),
        PrintError::Unknown(name) => {
            alone(t!(words, "printing-error-unknown", name = name.as_str()))
        }
        PrintError::Name => alone(t!(words, "printing-error-name")),
        PrintError::Address(place) => {
            alone(t!(words, "printing-error-address", place = place.as_str()))
        }
        PrintError::NoRoll(_) => alone(t!(words, "printing-error-no-roll")),
        PrintError::Dots => alone(t!(words, "printing-error-dots")),
        PrintError::Offset => alone(t!(words, "printing-error-offset")),
        PrintError::OwnFallback => alone(t!(words, "printing-error-own-fallback")),
        PrintError::Count => alone(t!(words, "printing-error-count")),
        PrintError::FirstLabel(most) => alone(t!(
            words,
            "printing-error-first-label",
            most = most.to_string()
        )),
        PrintError::NotTakenBack => alone(t!(words, "printing-error-not-taken-back")),
        PrintError::LookText => alone(t!(
            words,
            "printing-error-look-text",
            max = crate::voucher::look::TEXT_MAX.to_string()
        )),
        PrintError::Logo(error) => alone(logo(words, error)),
        PrintError::Failed(error) => failure(words, error),
        PrintError::NotAble(condition) => alone(self::condition(words, *condition)),
    }
}

fn logo(words: &Words, error: &crate::voucher::LogoError) -> String {
    use crate::voucher::LogoError as E;
    match error {
        E::NoPicture => t!(words, "printing-logo-no-picture"),
        E::TooLarge => t!(words, "printing-logo-too-large"),
        E::Damaged(_) => t!(words, "printing-logo-damaged"),
    }
}

/// What stood between here and the printer, and what to do.
pub fn failure(words: &Words, failure: &Failure) -> Sentence {
    let (happened, to_do) = match failure.cause {
        Cause::Unreachable => (
            t!(words, "printing-cause-unreachable"),
            t!(words, "printing-cause-unreachable-do"),
        ),
        Cause::Silent | Cause::Later => (
            t!(words, "printing-cause-silent"),
            t!(words, "printing-cause-silent-do"),
        ),
        Cause::Login => (
            t!(words, "printing-cause-login"),
            t!(words, "printing-cause-login-do"),
        ),
        Cause::Recipient => (
            t!(words, "printing-cause-gone"),
            t!(words, "printing-cause-gone-do"),
        ),
        Cause::Full => (
            t!(words, "printing-cause-full"),
            t!(words, "printing-cause-full-do"),
        ),
        Cause::HalfTaken => (
            t!(words, "printing-perhaps"),
            t!(words, "printing-perhaps-do"),
        ),
        Cause::Certificate | Cause::Refused | Cause::Strange | Cause::Settings => {
            (t!(words, "printing-cause-refused"), failure.detail.clone())
        }
    };
    Sentence::new(happened, to_do)
}

/// What stood between here and this printer: a folder is neither switched on nor connected.
pub fn place_failure(words: &Words, target: &Target, failure: &Failure) -> Sentence {
    let with_detail = |happened: String, to_do: String| {
        let to_do = format!("{to_do} ({})", failure.detail);
        Sentence::new(happened, to_do)
    };
    match (target, failure.cause) {
        (Target::Folder { .. }, Cause::Unreachable | Cause::Login | Cause::Settings) => {
            with_detail(
                t!(words, "printing-folder-missing"),
                t!(words, "printing-folder-missing-do"),
            )
        }
        (Target::Device { .. }, Cause::Unreachable | Cause::Settings) => with_detail(
            t!(words, "printing-device-missing"),
            t!(words, "printing-device-missing-do"),
        ),
        (Target::Spooler { .. }, Cause::Unreachable | Cause::Settings) => with_detail(
            t!(words, "printing-spooler-missing"),
            t!(words, "printing-spooler-missing-do"),
        ),
        (Target::Device { .. }, Cause::Login) => with_detail(
            t!(words, "printing-cause-login"),
            t!(words, "printing-device-login-do"),
        ),
        _ => self::failure(words, failure),
    }
}

/// A paper, as people know it.
pub fn paper(context: &Context, paper: Paper) -> String {
    let words = context.words();
    match paper {
        Paper::Receipt80 => t!(words, "paper-receipt", width = "80"),
        Paper::Receipt58 => t!(words, "paper-receipt", width = "58"),
        Paper::A4 => t!(words, "paper-a4"),
        Paper::A4Cards => t!(
            words,
            "paper-a4-cards",
            count = paper.per_page().to_string()
        ),
        Paper::Labels(labels) => {
            let (width, height) = labels.size();
            let tenths = |tenths: u16| context.decimal(&format!("{}.{}", tenths / 10, tenths % 10));
            let name = match labels {
                Labels::A4Grid24 => "A4".to_owned(),
                Labels::L5160 | Labels::L5161 | Labels::L5162 | Labels::L5163 => {
                    format!("Avery {}", labels.name())
                }
                _ => format!("Avery {}", labels.name().to_uppercase()),
            };
            t!(
                words,
                "paper-labels",
                name = name,
                count = paper.per_page().to_string(),
                width = tenths(width),
                height = tenths(height)
            )
        }
    }
}

/// A table of letters, by the languages that it is for.
pub fn code_page(words: &Words, page: CodePage) -> String {
    let languages = match page {
        CodePage::Pc437 => t!(words, "letters-first-pc"),
        CodePage::Pc737 => t!(words, "letters-greek"),
        CodePage::Pc850 | CodePage::Wpc1252 => t!(words, "letters-west"),
        CodePage::Pc852 => t!(words, "letters-central"),
        CodePage::Pc857 => t!(words, "letters-turkish"),
        CodePage::Pc858 => t!(words, "letters-west-euro"),
        CodePage::Pc866 => t!(words, "letters-cyrillic"),
    };
    format!("{} – {languages}", page.name().to_uppercase())
}

/// How a printer is.
pub fn condition(words: &Words, condition: Condition) -> String {
    match condition {
        Condition::Ready => t!(words, "printing-ready"),
        Condition::Busy => t!(words, "printing-busy"),
        Condition::Paused => t!(words, "printing-paused"),
        Condition::Refusing => t!(words, "printing-refusing"),
        Condition::PaperOut => t!(words, "printing-paper-out"),
        Condition::CoverOpen => t!(words, "printing-cover-open"),
        Condition::Jam => t!(words, "printing-jam"),
        Condition::Offline => t!(words, "printing-offline"),
        Condition::Stopped => t!(words, "printing-stopped"),
        Condition::Unknown => t!(words, "printing-unknown"),
    }
}

/// How a delivery stands, in a word.
pub fn state(words: &Words, state: DeliveryState) -> String {
    match state {
        DeliveryState::Waiting => t!(words, "delivery-waiting"),
        DeliveryState::UnderWay => t!(words, "delivery-under-way"),
        DeliveryState::Delivered => t!(words, "delivery-delivered"),
        DeliveryState::Failed => t!(words, "delivery-failed"),
        DeliveryState::Cancelled => t!(words, "delivery-cancelled"),
    }
}

/// What an attempt brought.
pub fn answer(words: &Words, answer: &Answer) -> Sentence {
    let alone = Sentence::alone;
    match answer {
        Answer::Printed => alone(t!(words, "printing-printed")),
        Answer::Sent => alone(t!(words, "printing-sent")),
        Answer::File { path } => alone(t!(
            words,
            "printing-file",
            file = path.display().to_string()
        )),
        Answer::Going { condition } | Answer::NotAble { condition } => {
            alone(self::condition(words, *condition))
        }
        Answer::Held => alone(t!(words, "printing-held")),
        Answer::Failed { failure } => self::failure(words, failure),
        Answer::Perhaps { .. } => Sentence::new(
            t!(words, "printing-perhaps"),
            t!(words, "printing-perhaps-do"),
        ),
        Answer::Aborted { detail } => {
            alone(t!(words, "printing-aborted", detail = detail.as_str()))
        }
        Answer::CancelledInQueue => alone(t!(words, "printing-cancelled-in-queue")),
        Answer::Dead { serial, status } => alone(t!(
            words,
            "error-not-printable",
            serial = serial.as_str(),
            status = super::status_word(words, status)
        )),
        Answer::Code { serial, gateway } => alone(t!(
            words,
            "error-code-awaited",
            serial = serial.as_str(),
            gateway = gateway.as_str()
        )),
        Answer::NoPrinter => alone(t!(words, "printing-printer-gone")),
        Answer::Drawing { detail } => alone(t!(words, "error-voucher", detail = detail.as_str())),
        Answer::TakenBack => alone(t!(words, "printing-taken-back")),
    }
}
