//! The form of one product: all fields of the manual in its groups, and beside it what they mean for a guest.

use super::{
    fields::{self, Field, ON, RECOVER, TYPES},
    guest::Guest,
    users,
    work::{Board, Holders},
};
use crate::{
    domain::{
        allowance::BYTES_PER_MB,
        description::for_authorize_net,
        expiry::{self, Warning},
        gateway::Gateway,
        id::ProductId,
        product::{ExpirationType, Level, Product, ProductJson},
    },
    i18n::Language,
    services::{Error, catalogue::ProductDraft},
    store::{JobId, JobKind},
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::{
            draft::{self, Draft, Edit, Mistakes, Wrong},
            editor::{self, Contest},
            parts::{beside, stacked},
        },
        theme::Tone,
        widget::{self, Verdict},
    },
};
use iced::{
    Length,
    widget::{Row, container, responsive},
};
use std::sync::Arc;

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed or chosen.
    Typed(Field, String),
    /// The tag of another language was typed.
    Language(String),
    /// Show the description in that language too.
    AddLanguage,
    /// In the card of what another desk has changed.
    Contest(Contest<Field>),
    /// Save it.
    Save,
    /// Leave it; what is typed stays.
    Leave,
    /// Leave it and forget what is typed.
    Discard,
    /// Open a copy.
    Duplicate,
    /// Take it back: it was put away.
    Restore,
    /// Ask whether to bring the accounts up to date.
    Update(JobKind),
    /// Stop that.
    Stop(JobId),
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Of the product that is changed; `None` = a new one.
    pub(super) id: Option<ProductId>,
    pub(super) edit: Edit<Field>,
    before: Option<ProductDraft>,
    languages: Vec<String>,
    new_language: String,
    /// An empty field is no mistake before the first try to save.
    tried: bool,
    refused: Option<Arc<Error>>,
    /// A draft that was left and is open again.
    resumed: bool,
}

impl Form {
    fn with(id: Option<ProductId>, draft: Draft<Field>) -> Self {
        let mut languages: Vec<_> = Language::ALL.map(|it| it.tag().to_owned()).to_vec();
        for field in draft.fields() {
            if let Field::Description(tag) = field
                && !languages.contains(tag)
            {
                languages.push(tag.clone());
            }
        }
        Self {
            id,
            edit: Edit::of(draft),
            before: None,
            languages,
            new_language: String::new(),
            tried: false,
            refused: None,
            resumed: false,
        }
    }

    /// Of a product that is there.
    pub(super) fn of(draft: ProductDraft, language: Language) -> Self {
        let form = Self::with(Some(draft.id), fields::draft_of(&draft.json, language));
        Self {
            before: Some(draft),
            ..form
        }
    }

    /// Of a new one.
    pub(super) fn fresh(policy: &str) -> Self {
        Self::with(None, fields::fresh(policy))
    }

    /// Of a new one that is like this.
    pub(super) fn like(json: &ProductJson, language: Language) -> Self {
        let mut form = Self::with(None, fields::draft_of(json, language));
        // What is copied counts as typed: leaving must not lose it.
        form.edit.before = Draft::new([]);
        form
    }

    /// What is typed is not saved yet.
    pub(super) fn is_changed(&self) -> bool {
        self.edit.is_changed()
    }

    /// As the store has it, as far as this desk knows.
    pub(super) fn before(&self) -> Option<ProductDraft> {
        self.before.clone()
    }

    pub(super) fn code(&self) -> &str {
        self.edit.mine.get(&Field::Code)
    }

    pub(super) fn resume(mut self) -> Self {
        self.resumed = true;
        self
    }

    pub(super) fn tried(&mut self) {
        self.tried = true;
    }

    pub(super) fn refuse(&mut self, error: Arc<Error>) {
        self.refused = Some(error);
    }

    pub(super) fn meanwhile(&mut self, theirs: ProductDraft, language: Language) {
        self.edit
            .meanwhile(fields::draft_of(&theirs.json, language));
        self.before = Some(theirs);
    }

    pub(super) fn is_contested(&self) -> bool {
        self.edit.is_contested()
    }

    /// The version that was saved is the one to start from now.
    pub(super) fn saved(&mut self, saved: ProductDraft, language: Language) {
        let languages = std::mem::take(&mut self.languages);
        *self = Self {
            languages,
            ..Self::of(saved, language)
        };
    }

    /// What is typed means. A policy that was put away can be kept and not chosen.
    pub(super) fn read(
        &self,
        context: &Context,
        board: &Board,
    ) -> Result<ProductJson, Mistakes<Field>> {
        let mine = &self.edit.mine;
        let read = fields::read(mine, &board.taken(self.id), context.location.currency);
        let policy = mine.get(&Field::Policy);
        if board.choosable(self.id).any(|one| one.code == policy) {
            return read;
        }
        let mut mistakes = read.err().unwrap_or(Mistakes::none());
        let _ = mistakes.keep::<()>(Field::Policy, Err(Wrong::PutAway));
        Err(mistakes)
    }

    /// Takes a change in; what comes back is the field to go on with, where it is a new one.
    pub(super) fn change(&mut self, message: Message) -> Option<Field> {
        self.refused = None;
        match message {
            Message::Typed(field, text) => self.edit.mine.set(field, text),
            Message::Language(tag) => self.new_language = tag,
            Message::AddLanguage => {
                if let Some(tag) = self.good_language() {
                    self.languages.push(tag.clone());
                    self.new_language.clear();
                    return Some(Field::Description(tag));
                }
            }
            Message::Contest(Contest::Choose(field, theirs)) => self.edit.choose(field, theirs),
            Message::Contest(Contest::Settle) => self.edit.settle(),
            Message::Save
            | Message::Leave
            | Message::Discard
            | Message::Duplicate
            | Message::Restore
            | Message::Update(_)
            | Message::Stop(_) => {}
        }
        None
    }

    fn good_language(&self) -> Option<String> {
        let tag = self
            .new_language
            .trim()
            .parse::<unic_langid::LanguageIdentifier>()
            .ok()?
            .to_string();
        (!self.languages.contains(&tag)).then_some(tag)
    }

    /// The product as far as it can be read: what a guest gets does not hang on its code or price.
    fn previewed(&self, context: &Context, board: &Board) -> Option<Product> {
        let mut draft = self.edit.mine.clone();
        draft.set(Field::Code, "preview");
        for field in [
            Field::PriceList,
            Field::ErpCode,
            Field::MikrotikProfile,
            Field::AddressList,
        ] {
            draft.set(field, "");
        }
        let currency = context.location.currency;
        let json = fields::read(&draft, &[], currency).ok()?;
        let policy = board.policy(&json.policy)?.id;
        json.into_product(ProductId::default(), currency, |_| Some(policy))
            .ok()
    }

    /// The form, and at its right what it means.
    pub(super) fn view<'a>(
        &'a self,
        context: &'a Context,
        board: &'a Board,
        holders: Option<&'a Holders>,
        busy: bool,
    ) -> Element<'a, Message> {
        responsive(move |size| self.within(size.width, context, board, holders, busy)).into()
    }

    fn within<'a>(
        &'a self,
        width: f32,
        context: &'a Context,
        board: &'a Board,
        holders: Option<&'a Holders>,
        busy: bool,
    ) -> Element<'a, Message> {
        let mistakes = self.read(context, board).err().unwrap_or(Mistakes::none());
        let preview = self.previewed(context, board);
        let drawing = Drawing {
            form: self,
            context,
            board,
            mistakes: &mistakes,
            warnings: preview.as_ref().map(expiry::warnings).unwrap_or_default(),
            can_edit: board.can_edit(self.id),
        };
        let left = drawing.notices().into_iter().chain([
            drawing.general(),
            drawing.allowance(),
            drawing.mikrotik(),
            drawing.expiration(),
        ]);
        let can_update = board.can_edit(self.id) && !self.is_changed();
        let holders = holders.filter(|holders| Some(holders.product) == self.id);
        let outdated = holders.is_some_and(Holders::are_outdated);
        let guest = Some(drawing.guest(preview.as_ref()));
        let users = holders.map(|holders| users::view(context, holders, can_update));
        // Guests with old values are what to look at next.
        let right = if outdated {
            [users, guest]
        } else {
            [guest, users]
        };
        let right = right.into_iter().flatten();
        editor::halves(width, left, right, RIGHT, drawing.actions(busy))
    }
}

/// The width of what stands beside the form.
const RIGHT: f32 = 400.0;

/// What the parts of the form are drawn from.
struct Drawing<'a, 'b> {
    form: &'a Form,
    context: &'a Context,
    board: &'a Board,
    mistakes: &'b Mistakes<Field>,
    warnings: Vec<Warning>,
    can_edit: bool,
}

impl<'a> Drawing<'a, '_> {
    fn get(&self, field: &Field) -> &'a str {
        self.form.edit.mine.get(field)
    }

    fn verdict(&self, field: &Field) -> Option<Verdict<'a>> {
        let wrong = self.mistakes.of(field)?;
        let said = self.form.tried || *wrong != Wrong::Empty;
        said.then(|| wrong.verdict(self.context))
    }

    fn field(&self, field: Field, help: Option<String>) -> Element<'a, Message> {
        let mut shown = widget::field(field.label(self.context), self.get(&field))
            .verdict(self.verdict(&field))
            .id(field.name());
        if let Some(help) = help {
            shown = shown.help(help);
        }
        if self.can_edit {
            shown = shown
                .on_input(move |text| Message::Typed(field.clone(), text))
                .on_submit(Message::Save);
        }
        shown.into()
    }

    fn tick(&self, field: &Field, help: String) -> Element<'a, Message> {
        let mut check = widget::check(field.label(self.context), self.get(field) == ON)
            .help(help)
            .id(field.name());
        if self.can_edit {
            check = check.on_toggle(|on| {
                let text = if on { ON } else { "" };
                Message::Typed(field.clone(), text.to_owned())
            });
        }
        check.into()
    }

    /// One of a few or of many; `options` are names as the draft has them, and their words.
    fn choose(
        &self,
        field: Field,
        options: impl IntoIterator<Item = (String, String)>,
        few: bool,
        help: Option<String>,
    ) -> Element<'a, Message> {
        let label = field.label(self.context);
        let chosen = Some(self.get(&field).to_owned());
        let mut choice = if few {
            widget::choice(label, options, chosen)
        } else {
            widget::select(label, options, chosen)
        };
        choice = choice.verdict(self.verdict(&field)).id(field.name());
        if let Some(help) = help {
            choice = choice.help(help);
        }
        if self.can_edit {
            choice = choice.on_choose(move |text| Message::Typed(field.clone(), text));
        }
        choice.into()
    }

    fn notices(&self) -> Vec<Element<'a, Message>> {
        let words = self.context.words();
        let refused = self.form.refused.as_deref();
        let refused = refused.map(|error| editor::refused(self.context, error));
        let put_away = self.form.id.is_some_and(|id| self.board.is_put_away(id));
        let read_only = if put_away {
            let said = t!(words, "product-put-away");
            Some(editor::read_only(
                said,
                t!(words, "shelf-restore"),
                Message::Restore,
            ))
        } else {
            (!self.can_edit).then(|| {
                let level = self.board.level(self.form.id).unwrap_or(Level::System);
                let said = t!(
                    words,
                    "product-read-only",
                    level = self.context.level(level)
                );
                let duplicate = t!(words, "product-duplicate-to-edit");
                editor::read_only(said, duplicate, Message::Duplicate)
            })
        };
        let resumed = (self.form.resumed && self.can_edit)
            .then(|| editor::resumed(self.context, Message::Discard));
        let contest = self.form.is_contested().then(|| {
            editor::contest(
                self.context,
                &self.form.edit,
                |field| field.label(self.context),
                |field, text| field.value(self.context, text),
            )
            .map(Message::Contest)
        });
        [refused, read_only, resumed, contest]
            .into_iter()
            .flatten()
            .collect()
    }

    fn general(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let id = self.form.id.map(|id| {
            widget::field(t!(words, "product-id"), id.0.to_string())
                .code()
                .help(t!(words, "product-id-help"))
                .into()
        });
        let code = self.field(Field::Code, Some(t!(words, "product-code-help")));
        let level = self.form.id.is_none().then(|| {
            let levels = self.board.own_levels().into_iter();
            let options = levels.map(|it| (fields::named(&it), self.context.level(it)));
            let help = t!(words, "product-level-help");
            self.choose(Field::Level, options.collect::<Vec<_>>(), true, Some(help))
        });
        let parts = [
            Some(code),
            id,
            level,
            Some(self.descriptions()),
            Some(self.policy()),
            Some(self.money()),
            Some(self.choose(
                Field::RecoverResidual,
                RECOVER.map(|it| (fields::named(&it), fields::recover_word(self.context, it))),
                true,
                Some(t!(words, "product-recover-help")),
            )),
            Some(self.tick(&Field::Injection, t!(words, "product-injection-help"))),
        ];
        widget::section(
            t!(words, "product-general"),
            stacked(Space::Normal, parts.into_iter().flatten()),
        )
    }

    fn descriptions(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let fields: Vec<_> = self
            .form
            .languages
            .iter()
            .map(|tag| self.field(Field::Description(tag.clone()), None))
            .collect();
        let mut rows = Vec::new();
        let mut fields = fields.into_iter();
        loop {
            let mut row: Vec<_> = fields.by_ref().take(3).collect();
            if row.is_empty() {
                break;
            }
            while row.len() < 3 {
                row.push(iced::widget::Space::new().into());
            }
            rows.push(beside(row));
        }
        let sent: Vec<_> = self
            .form
            .languages
            .iter()
            .filter_map(|tag| {
                let text = self.get(&Field::Description(tag.clone())).trim();
                let sent = for_authorize_net(text);
                (sent != text).then(|| {
                    let language = fields::language(tag);
                    widget::small(t!(
                        words,
                        "product-authorize-net",
                        language = language,
                        sent = sent
                    ))
                    .into()
                })
            })
            .collect();
        let tag = self.form.new_language.trim();
        let good = self.form.good_language().is_some();
        let mut add = widget::field(t!(words, "product-language"), &self.form.new_language)
            .placeholder(t!(words, "product-language-example"))
            .verdict((!tag.is_empty() && !good).then(|| Wrong::Language.verdict(self.context)))
            .id("product-language");
        if self.can_edit {
            add = add
                .on_input(Message::Language)
                .on_submit(Message::AddLanguage);
        }
        let press = widget::button(t!(words, "product-language-add"))
            .on_press_maybe((good && self.can_edit).then_some(Message::AddLanguage));
        let add = Row::new()
            .push(container(add).width(320))
            .push(press)
            .spacing(Space::Tight)
            .align_y(iced::Alignment::End);
        rows.push(widget::small(t!(words, "product-description-help")).into());
        stacked(
            Space::Tight,
            rows.into_iter().chain(sent).chain([add.into()]),
        )
    }

    fn policy(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let choosable = self.board.choosable(self.form.id);
        let options = choosable.map(|policy| {
            let level = self.context.level(policy.level);
            (policy.code.clone(), format!("{} · {level}", policy.code))
        });
        let select = self.choose(
            Field::Policy,
            options.collect::<Vec<_>>(),
            false,
            Some(t!(words, "product-policy-help")),
        );
        let level = self.board.policy(self.get(&Field::Policy)).map(|policy| {
            let badge = widget::level(policy.level, self.context.level(policy.level));
            // In the middle of the control, which stands below its label.
            container(badge).padding(iced::Padding::ZERO.top(28))
        });
        Row::new()
            .push(container(select).width(Length::Fill))
            .push(level)
            .spacing(Space::Tight)
            .into()
    }

    /// The price list, where it may be seen, and the code of the ERP.
    fn money(&self) -> Element<'a, Message> {
        let help = t!(self.context.words(), "product-erp-help");
        let erp = self.field(Field::ErpCode, Some(help));
        beside(self.price_list().into_iter().chain([erp]))
    }

    fn price_list(&self) -> Option<Element<'a, Message>> {
        if !self.board.may_see_prices() {
            return None;
        }
        let words = self.context.words();
        let price = draft::amount(self.get(&Field::PriceList), self.context.location.currency);
        let prices = price
            .ok()
            .and_then(|list| self.board.levels.prices(list).ok()?);
        let help = match prices {
            Some(prices) => t!(
                words,
                "product-prices",
                reseller = self.context.price(prices.reseller),
                manager = self.context.price(prices.manager)
            ),
            None => t!(words, "product-price-list-help"),
        };
        Some(self.field(Field::PriceList, Some(help)))
    }

    fn allowance(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let pair = |time: Field, data: Field| {
            let time_help = self.hours(&time);
            let data_help = self.gigabytes(&data);
            beside([
                self.field(time, Some(time_help)),
                self.field(data, Some(data_help)),
            ])
        };
        let never = self
            .warnings
            .contains(&Warning::TotalNeverUsable)
            .then(|| self.warning(Warning::TotalNeverUsable));
        let first_day = self.choose(
            Field::FirstDay,
            (1..=7).map(|day: u8| (day.to_string(), t!(words, "weekday", day = day))),
            false,
            Some(t!(words, "product-first-day-help")),
        );
        let parts = [
            Some(pair(Field::TotalTime, Field::TotalData)),
            never,
            Some(pair(Field::DailyTime, Field::DailyData)),
            Some(pair(Field::WeeklyTime, Field::WeeklyData)),
            Some(pair(Field::MonthlyTime, Field::MonthlyData)),
            Some(widget::small(t!(words, "product-limits-help")).into()),
            self.policy_wins(),
        ];
        let parts = parts
            .into_iter()
            .flatten()
            .chain(self.hardware())
            .chain([first_day]);
        widget::section(
            t!(words, "product-allowance"),
            stacked(Space::Normal, parts),
        )
    }

    /// `= 1 hour 30 minutes` below a number of minutes.
    fn hours(&self, field: &Field) -> String {
        let words = self.context.words();
        match self.get(field).trim().parse::<u32>() {
            Ok(minutes) if minutes >= 60 => {
                let time = self.context.duration(u64::from(minutes) * 60);
                t!(words, "product-equals", amount = time)
            }
            Ok(0) | Err(_) => t!(words, "product-no-limit"),
            Ok(_) => t!(words, "product-minutes"),
        }
    }

    /// `= 10 GB` below a number of megabytes (P22, Q22).
    fn gigabytes(&self, field: &Field) -> String {
        let words = self.context.words();
        match self.get(field).trim().parse::<u32>() {
            Ok(megabytes) if megabytes > 0 => {
                let bytes = u64::from(megabytes) * BYTES_PER_MB;
                let amount = self.context.volume(bytes);
                if is_exact(megabytes) {
                    t!(words, "product-equals", amount = amount)
                } else {
                    t!(words, "product-about", amount = amount)
                }
            }
            _ => t!(words, "product-no-limit-data"),
        }
    }

    /// The limits for which the policy has a value of its own (P21, A4).
    fn policy_wins(&self) -> Option<Element<'a, Message>> {
        let policy = self.board.policy(self.get(&Field::Policy))?;
        let both = [
            (Field::DailyTime, policy.daily_time_min),
            (Field::WeeklyTime, policy.weekly_time_min),
            (Field::MonthlyTime, policy.monthly_time_min),
            (Field::DailyData, policy.daily_data_mb),
            (Field::WeeklyData, policy.weekly_data_mb),
            (Field::MonthlyData, policy.monthly_data_mb),
        ];
        let names: Vec<_> = both
            .into_iter()
            .filter(|(_, set)| *set > 0)
            .map(|(field, set)| {
                let set = self.context.number(set.into());
                format!("{}: {set}", field.label(self.context))
            })
            .collect();
        (!names.is_empty()).then(|| {
            let words = self.context.words();
            widget::notice(
                Tone::Info,
                t!(words, "product-policy-wins", policy = policy.code.as_str()),
                names.join(", "),
                None,
            )
        })
    }

    /// Which gateways of this Location do not cut a guest at a data limit, and whether we do it for them (P23): first the
    /// hardware that the manual lists, then that of which nothing is known.
    fn hardware(&self) -> Vec<Element<'a, Message>> {
        let words = self.context.words();
        let limited = [
            Field::TotalData,
            Field::DailyData,
            Field::WeeklyData,
            Field::MonthlyData,
        ]
        .iter()
        .any(|field| !matches!(self.get(field).trim(), "" | "0"));
        if !limited {
            return Vec::new();
        }
        [
            (true, t!(words, "product-hardware")),
            (false, t!(words, "product-hardware-unknown")),
        ]
        .into_iter()
        .filter_map(|(listed, happened)| {
            let concerned: Vec<_> = self
                .board
                .gateways
                .iter()
                .filter(|gateway| !gateway.vendor.cuts_at_data_limit())
                .filter(|gateway| gateway.vendor.is_listed_as_not_cutting() == listed)
                .map(|gateway| self.cut_from_here(gateway))
                .collect();
            let tone = if concerned.iter().all(|(cut, _)| *cut) {
                Tone::Info
            } else {
                Tone::Warning
            };
            let said: Vec<_> = concerned.into_iter().map(|(_, said)| said).collect();
            (!said.is_empty()).then(|| widget::notice(tone, happened, said.join("\n"), None))
        })
        .collect()
    }

    /// Whether a guest at this gateway is cut from here, and why or why not.
    fn cut_from_here(&self, gateway: &Gateway) -> (bool, String) {
        let words = self.context.words();
        let name = format!("{} ({})", gateway.name, gateway.vendor);
        if !gateway.vendor.takes_disconnect() {
            return (false, t!(words, "product-gateway-cannot", gateway = name));
        }
        if !gateway.send_disconnect {
            return (false, t!(words, "product-gateway-off", gateway = name));
        }
        match self.board.heard(gateway.id, self.context.now) {
            (_, true) => (true, t!(words, "product-gateway-on", gateway = name)),
            (Some(at), false) => {
                let at = self.context.moment(at);
                let said = t!(words, "product-gateway-silent", gateway = name, at = at);
                (false, said)
            }
            (None, false) => (false, t!(words, "product-gateway-unheard", gateway = name)),
        }
    }

    fn mikrotik(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let wins = self
            .board
            .policy(self.get(&Field::Policy))
            .and_then(|policy| policy.mikrotik_address_list.clone());
        let list_help = match wins {
            Some(list) => t!(words, "product-address-list-wins", list = list),
            None => t!(words, "product-address-list-help"),
        };
        widget::section(
            t!(words, "product-mikrotik"),
            beside([
                self.field(
                    Field::MikrotikProfile,
                    Some(t!(words, "product-mikrotik-profile-help")),
                ),
                self.field(Field::AddressList, Some(list_help)),
            ]),
        )
    }

    fn expiration(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let kind = fields::kind_of(&self.form.edit.mine);
        let which = self.choose(
            Field::Expiration,
            TYPES.map(|it| {
                (
                    fields::named(&it),
                    fields::expiration_word(self.context, it),
                )
            }),
            false,
            Some(self.kind_help(kind)),
        );
        let days = fields::has_days(kind).then(|| {
            beside([
                self.field(Field::Days, Some(t!(words, "product-days-help"))),
                self.field(Field::Hours, Some(t!(words, "product-hours-help"))),
            ])
        });
        let months = fields::has_months(kind)
            .then(|| self.field(Field::Months, Some(t!(words, "product-months-help"))));
        let warnings = self
            .warnings
            .iter()
            .filter(|warning| {
                !matches!(
                    warning,
                    Warning::TotalNeverUsable | Warning::NotificationWithoutEffect
                )
            })
            .map(|warning| self.warning(*warning));
        let once = (kind == ExpirationType::OneLogin)
            .then(|| self.warning(Warning::OneLoginIgnoredBySubscription));
        let notify = (kind != ExpirationType::OneLogin).then(|| {
            let without = kind == ExpirationType::Unlimited;
            let help = if without {
                t!(words, "warning-notification-without-effect")
            } else {
                t!(words, "product-notify-help")
            };
            self.tick(&Field::Notify, help)
        });
        let parts = [Some(which), days, months]
            .into_iter()
            .flatten()
            .chain(warnings)
            .chain(once)
            .chain(notify)
            .chain([widget::small(t!(words, "product-subscription-help")).into()]);
        widget::section(
            t!(words, "product-expiration-group"),
            stacked(Space::Normal, parts),
        )
    }

    fn kind_help(&self, kind: ExpirationType) -> String {
        let words = self.context.words();
        match kind {
            ExpirationType::Unlimited => t!(words, "expiration-unlimited-help"),
            ExpirationType::DaysHours => t!(words, "expiration-days-hours-help"),
            ExpirationType::DaysHoursEndOfDay => t!(words, "expiration-end-of-day-help"),
            ExpirationType::DaysHoursEndOfMonth => t!(words, "expiration-end-of-month-help"),
            ExpirationType::Months => t!(words, "expiration-months-help"),
            ExpirationType::MonthsEndOfMonth => {
                t!(words, "expiration-months-end-of-month-help")
            }
            ExpirationType::OneLogin => t!(words, "expiration-one-login-help"),
        }
    }

    fn warning(&self, warning: Warning) -> Element<'a, Message> {
        let words = self.context.words();
        let (tone, said) = match warning {
            Warning::ZeroTime => (Tone::Warning, t!(words, "warning-zero-time")),
            Warning::ExpiresOnActivation => {
                (Tone::Info, t!(words, "warning-expires-on-activation"))
            }
            Warning::MayStayValid { safe_days } => (
                Tone::Warning,
                t!(
                    words,
                    "warning-may-stay-valid",
                    days = safe_days.to_string()
                ),
            ),
            Warning::LastDayGuestGetsOneDay => (Tone::Warning, t!(words, "warning-last-day-guest")),
            Warning::TotalNeverUsable => (Tone::Warning, t!(words, "warning-total-never-usable")),
            Warning::NotificationWithoutEffect => {
                (Tone::Info, t!(words, "warning-notification-without-effect"))
            }
            Warning::OneLoginIgnoredBySubscription => {
                (Tone::Info, t!(words, "warning-one-login-subscription"))
            }
        };
        widget::notice(tone, said, "", None)
    }

    /// What a guest gets.
    fn guest(&self, preview: Option<&Product>) -> Element<'a, Message> {
        let words = self.context.words();
        let policy = self.board.policy(self.get(&Field::Policy));
        let said = match preview.zip(policy) {
            Some((product, policy)) => {
                let guest = Guest::new(self.context, product, policy);
                let sentences = guest.sentences(self.context).join(" ");
                stacked(
                    Space::Normal,
                    [widget::text(sentences).into(), guest.picture(self.context)],
                )
            }
            None => widget::muted(t!(words, "guest-unknown")).into(),
        };
        widget::section(t!(words, "product-guest"), widget::card(said))
    }

    fn actions(&self, busy: bool) -> Element<'a, Message> {
        let mistakes = if self.form.tried {
            self.mistakes.count()
        } else {
            0
        };
        let can_save = self.can_edit && !busy && !self.form.is_contested();
        editor::actions(
            self.context,
            mistakes,
            self.form.is_changed(),
            Message::Leave,
            can_save.then_some(Message::Save),
        )
    }
}

/// Whether one decimal says it all.
fn is_exact(megabytes: u32) -> bool {
    megabytes < 1024 || (u64::from(megabytes) * 10).is_multiple_of(1024)
}
