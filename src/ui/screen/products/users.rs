//! The guests who have a product already: how many still have old values, and bringing them up to date (P36–P38).

use super::{form::Message, work::Holders};
use crate::{
    services::bulk::Count,
    store::{Job, JobKind},
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        screen::parts::stacked,
        theme::Tone,
        widget::{self, Dialog},
    },
};

/// How many have it, the two buttons, and what goes on or went on last.
pub(super) fn view<'a>(
    context: &Context,
    holders: &'a Holders,
    can_update: bool,
) -> Element<'a, Message> {
    let words = context.words();
    let accounts = holders.users.accounts;
    let count = t!(
        words,
        "users-count",
        count = accounts,
        shown = context.number(accounts)
    );
    let old = [
        (holders.users.outdated > 0).then(|| {
            t!(
                words,
                "users-old-product",
                count = holders.users.outdated,
                shown = context.number(holders.users.outdated)
            )
        }),
        (holders.policy.outdated > 0).then(|| {
            t!(
                words,
                "users-old-policy",
                count = holders.policy.outdated,
                shown = context.number(holders.policy.outdated)
            )
        }),
    ];
    let old: Vec<_> = old.into_iter().flatten().collect();
    let said = if accounts == 0 {
        widget::muted(count).into()
    } else if old.is_empty() {
        stacked(
            Space::Hair,
            [
                widget::text(count).into(),
                widget::muted(t!(words, "users-up-to-date")).into(),
            ],
        )
    } else {
        widget::notice(
            Tone::Warning,
            old.join(" "),
            t!(words, "users-old-do"),
            None,
        )
    };
    let press = |kind: JobKind, word: String, of: Count| {
        let may = can_update && of.accounts > 0 && holders.running(kind).is_none();
        widget::button(word)
            .icon(Icon::Users)
            .fill()
            .on_press_maybe(may.then_some(Message::Update(kind)))
            .into()
    };
    let update = t!(
        words,
        "users-update",
        shown = context.number(holders.users.accounts)
    );
    let policy = t!(
        words,
        "users-update-policy",
        shown = context.number(holders.policy.accounts)
    );
    let buttons = [
        press(JobKind::Users, update, holders.users),
        press(JobKind::Policy, policy, holders.policy),
    ];
    let unsaved =
        (!can_update && accounts > 0).then(|| widget::small(t!(words, "users-save-first")).into());
    let jobs = holders.shown().into_iter().map(|job| told(context, job));
    let all = std::iter::once(said)
        .chain(buttons)
        .chain(unsaved)
        .chain(jobs);
    widget::section(
        t!(words, "users-title"),
        widget::card(stacked(Space::Snug, all)),
    )
}

/// A job that runs, with its progress, or the result of one that has ended.
fn told<'a>(context: &Context, job: &Job) -> Element<'a, Message> {
    let words = context.words();
    let doing = match job.kind {
        JobKind::Users => t!(words, "users-updating"),
        JobKind::Policy => t!(words, "users-updating-policy"),
    };
    let (done, total) = (context.number(job.done), context.number(job.total));
    if job.is_running() {
        #[allow(clippy::cast_precision_loss, reason = "a part to be drawn")]
        let part = job.done as f32 / job.total.max(1) as f32;
        let done = t!(words, "users-done-of", done = done, total = total);
        let stop = widget::button(t!(words, "users-stop"))
            .small()
            .on_press(Message::Stop(job.id));
        return stacked(
            Space::Tight,
            [
                widget::progress(doing, done, part),
                widget::actions([stop.into()]),
            ],
        );
    }
    let at = context.recent(job.ended_at.unwrap_or(job.started_at));
    let changed = context.number(job.changed);
    let said = if job.cancelled {
        t!(
            words,
            "users-stopped",
            at = at,
            changed = changed,
            done = done,
            total = total
        )
    } else {
        t!(
            words,
            "users-ended",
            at = at,
            changed = changed,
            done = done
        )
    };
    widget::small(format!("{doing}: {said}")).into()
}

/// Asks before the accounts are changed, and says what will change.
pub(super) fn dialog<'a, M: Clone + 'a>(
    context: &Context,
    holders: &Holders,
    kind: JobKind,
    keep: M,
    confirm: M,
) -> Dialog<'a, M> {
    let words = context.words();
    let (title, what, count) = match kind {
        JobKind::Users => (
            t!(words, "users-ask"),
            t!(words, "users-ask-what"),
            holders.users,
        ),
        JobKind::Policy => (
            t!(words, "users-ask-policy"),
            t!(words, "users-ask-policy-what"),
            holders.policy,
        ),
    };
    let number = t!(
        words,
        "users-ask-count",
        count = count.accounts,
        shown = context.number(count.accounts),
        outdated = context.number(count.outdated)
    );
    let body = stacked(
        Space::Normal,
        [widget::strong(number).into(), widget::text(what).into()],
    );
    let go = t!(words, "users-go", shown = context.number(count.accounts));
    widget::dialog(title, t!(words, "users-not-now"), keep)
        .body(body)
        .primary(go, Some(confirm))
}
