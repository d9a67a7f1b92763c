//! Vouchers of tickets: what stands on them, drawn and written to a file.

use super::{Actor, Error, Result, event, files, gateways, printing, write};
use crate::{
    domain::{
        gateway::Gateway,
        location::Location,
        money::Money,
        product::{Expiration, Product},
        ticket::{self, Ticket},
        time::Instant,
    },
    i18n::Language,
    store::{NewEvent, Reader, Store},
    t,
    voucher::{
        Document, Lack, Layout, Look, Paper, PdfWriter, Picture, Placing, Receipt, Renderer,
        Validity, VoucherData, Wifi, WifiSecurity,
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Resolution of PNG files: that of common receipt printers.
const PNG_DPI: f32 = 203.0;

/// Writes the vouchers of these tickets into one PDF. Tickets that no longer work are refused (TX18).
pub fn to_pdf(
    store: &Store,
    now: Instant,
    actor: Actor,
    serials: &[u64],
    paper: Paper,
    language: Option<Language>,
    file: &Path,
) -> Result<usize> {
    to_pdf_from(store, now, actor, serials, paper, language, 1, file)
}

/// The same, from a label of the first sheet on, counted from 1.
#[allow(
    clippy::too_many_arguments,
    reason = "what, how and where of a file; a struct would be used here alone"
)]
pub fn to_pdf_from(
    store: &Store,
    now: Instant,
    actor: Actor,
    serials: &[u64],
    paper: Paper,
    language: Option<Language>,
    first_label: usize,
    file: &Path,
) -> Result<usize> {
    let placing = Placing {
        first: first_place(first_label, paper)?,
        ..Placing::default()
    };
    let mut renderer = Renderer::new(Lack::LeaveOut);
    let bytes = pdf(store, now, serials, language, &mut renderer, paper, placing)?;
    files::write(file, &bytes)?;
    note_written(store, now, actor, serials, paper, file)?;
    Ok(serials.len())
}

/// So many vouchers, rounded up to whole sheets, are put into a file at a time; only the file grows with their number.
const PART: usize = 64;

/// The vouchers of these tickets as one PDF. Tickets that no longer work are refused (TX18).
pub(super) fn pdf(
    store: &Store,
    now: Instant,
    serials: &[u64],
    language: Option<Language>,
    renderer: &mut Renderer,
    paper: Paper,
    placing: Placing,
) -> Result<Vec<u8>> {
    let part = PART.next_multiple_of(paper.per_page());
    let (first, others) = serials.split_at((part - placing.first).min(serials.len()));
    let parts = std::iter::once((first, placing)).chain(others.chunks(part).map(|serials| {
        (
            serials,
            Placing {
                first: 0,
                ..placing
            },
        )
    }));
    store.read(|reader| {
        Ok((|| {
            let maker = Maker::new(reader, now, language)?;
            let mut pdf = PdfWriter::new("Voucher");
            for (serials, placing) in parts {
                let documents = maker.documents(serials, Allowed::Live)?;
                let layout = renderer.lay_out_placed(&documents, paper, placing)?;
                pdf.add(renderer, &layout)?;
            }
            Ok(pdf.finish()?)
        })())
    })?
}

/// The place on the sheet of a label that is counted from 1.
fn first_place(first_label: usize, paper: Paper) -> Result<usize> {
    match first_label {
        first if (1..=paper.per_page()).contains(&first) => Ok(first - 1),
        _ => Err(printing::PrintError::FirstLabel(paper.per_page()).into()),
    }
}

/// Writes the vouchers of these tickets as a stream for receipt printers.
pub fn to_escpos(
    store: &Store,
    now: Instant,
    actor: Actor,
    serials: &[u64],
    paper: Paper,
    language: Option<Language>,
    file: &Path,
) -> Result<usize> {
    let receipt = Receipt::of(paper).ok_or(printing::PrintError::NoRoll(paper.name()))?;
    let documents = live_documents(store, now, serials, language)?;
    let mut renderer = Renderer::new(Lack::LeaveOut);
    let bytes = renderer.escpos(&documents, paper, receipt)?;
    files::write(file, &bytes)?;
    note_written(store, now, actor, serials, paper, file)?;
    Ok(documents.len())
}

/// The serial of a ticket whose voucher cannot be printed, and why.
pub type Refused = (u64, Error);

/// Of these tickets those whose vouchers can be printed, and the others with why not (TX18).
pub fn printable(store: &Store, now: Instant, serials: &[u64]) -> Result<(Vec<u64>, Vec<Refused>)> {
    Ok(store.read(|reader| {
        let (mut live, mut refused) = (Vec::with_capacity(serials.len()), Vec::new());
        let choosers = gateways::link::choosers(reader)?;
        for serial in serials {
            let ticket = reader.ticket_by_serial(*serial)?;
            if ticket.may_print(now)
                && let Err(error) = not_awaited(reader, &choosers, &ticket)
            {
                refused.push((*serial, error));
                continue;
            }
            if ticket.may_print(now) {
                live.push(*serial);
                continue;
            }
            let error = Error::NotPrintable {
                serial: ticket::serial_text(*serial),
                status: ticket.status(now).as_str(),
            };
            refused.push((*serial, error));
        }
        Ok((live, refused))
    })?)
}

/// The folder in the data folder that [`to_folder`] writes to.
pub const FOLDER: &str = "vouchers";

/// The folder of the vouchers, made if it is not there.
pub fn folder(store: &Store) -> Result<PathBuf> {
    files::folder(store, FOLDER)
}

/// Writes the voucher of one ticket as a PDF of its own into the data folder; tells which file it became. Printed again,
/// it replaces the one before.
pub fn to_folder(store: &Store, now: Instant, actor: Actor, serial: u64) -> Result<PathBuf> {
    let paper = printing::look(store)?.paper;
    let file = folder(store)?.join(format!("{}.pdf", ticket::serial_text(serial)));
    let _ = to_pdf(store, now, actor, &[serial], paper, None, &file)?;
    Ok(file)
}

/// Writes the voucher of one ticket as a picture.
pub fn to_png(
    store: &Store,
    now: Instant,
    actor: Actor,
    serial: u64,
    paper: Paper,
    language: Option<Language>,
    file: &Path,
) -> Result<usize> {
    let documents = live_documents(store, now, &[serial], language)?;
    let mut renderer = Renderer::new(Lack::LeaveOut);
    let layout = renderer.lay_out(&documents, paper)?;
    let picture = first_page(&mut renderer, &layout, PNG_DPI)?;
    files::write(file, &picture.png()?)?;
    note_written(store, now, actor, &[serial], paper, file)?;
    Ok(1)
}

/// The voucher as the screen shows it: the same layout, at the resolution of the screen.
pub fn preview(
    store: &Store,
    now: Instant,
    serial: u64,
    paper: Paper,
    language: Option<Language>,
    dpi: f32,
) -> Result<Picture> {
    let documents = documents(store, now, &[serial], language, Allowed::Any)?;
    let mut renderer = Renderer::new(Lack::PrintBox);
    let layout = renderer.lay_out(&documents, paper)?;
    first_page(&mut renderer, &layout, dpi)
}

fn first_page(renderer: &mut Renderer, layout: &Layout, dpi: f32) -> Result<Picture> {
    let page = layout
        .pages
        .first()
        .ok_or_else(|| Error::Invalid("the voucher has no page".to_owned()))?;
    Ok(renderer.picture(page, dpi)?)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Allowed {
    /// Only tickets whose credentials work.
    Live,
    /// Any: the screen shows what was handed out.
    Any,
}

pub(super) fn live_documents(
    store: &Store,
    now: Instant,
    serials: &[u64],
    language: Option<Language>,
) -> Result<Vec<Document>> {
    documents(store, now, serials, language, Allowed::Live)
}

fn documents(
    store: &Store,
    now: Instant,
    serials: &[u64],
    language: Option<Language>,
    allowed: Allowed,
) -> Result<Vec<Document>> {
    store.read(|reader| {
        Ok(Maker::new(reader, now, language).and_then(|maker| maker.documents(serials, allowed)))
    })?
}

/// A slip with a code that lets nobody in is not handed out.
pub(super) fn not_awaited(
    reader: &Reader<'_>,
    choosers: &[Gateway],
    ticket: &Ticket,
) -> Result<()> {
    match gateways::link::awaited(reader, choosers, ticket)? {
        None => Ok(()),
        Some(gateway) => Err(Error::CodeAwaited {
            serial: ticket::serial_text(ticket.serial),
            gateway,
        }),
    }
}

/// What the vouchers of one order have in common.
struct Maker<'a> {
    reader: &'a Reader<'a>,
    now: Instant,
    location: Location,
    house: printing::HouseLook,
    look: Look,
    language: Language,
    choosers: Vec<Gateway>,
}

impl<'a> Maker<'a> {
    fn new(reader: &'a Reader<'a>, now: Instant, language: Option<Language>) -> Result<Self> {
        let location = reader.location()?;
        let (house, look) = printing::look_of(reader)?;
        let language = language
            .or_else(|| house.language())
            .unwrap_or_else(|| location.language.parse().unwrap_or_default());
        let choosers = gateways::link::choosers(reader)?;
        Ok(Self {
            reader,
            now,
            location,
            house,
            look,
            language,
            choosers,
        })
    }

    fn documents(&self, serials: &[u64], allowed: Allowed) -> Result<Vec<Document>> {
        let data = serials
            .iter()
            .map(|serial| {
                let ticket = self.reader.ticket_by_serial(*serial)?;
                if allowed == Allowed::Live {
                    not_awaited(self.reader, &self.choosers, &ticket)?;
                }
                if allowed == Allowed::Live && !ticket.may_print(self.now) {
                    return Err(Error::NotPrintable {
                        serial: ticket::serial_text(*serial),
                        status: ticket.status(self.now).as_str(),
                    });
                }
                let data = data(self.reader, &self.location, ticket, self.language)?;
                Ok(self.house.shown(data))
            })
            .collect::<Result<Vec<_>>>()?;
        let mut documents = Document::batch(&data, self.language)?;
        for document in &mut documents {
            self.look.apply(document);
        }
        Ok(documents)
    }
}

/// The voucher of nobody, as it looks in this house: for test pages and previews.
pub(super) fn sample_document(
    store: &Store,
    now: Instant,
    language: Option<Language>,
) -> Result<Document> {
    store.read(|reader| {
        let (house, look) = printing::look_of(reader)?;
        let location = reader.location()?;
        let language = language
            .or_else(|| house.language())
            .unwrap_or_else(|| location.language.parse().unwrap_or_default());
        Ok(sample_in(&location, now, language, &house, &look))
    })?
}

fn sample_in(
    location: &Location,
    now: Instant,
    language: Language,
    house: &printing::HouseLook,
    look: &Look,
) -> Result<Document> {
    // With all that a voucher can say, so that it is seen what is left out.
    let price = Money {
        minor: 500,
        currency: location.currency,
    };
    let data = house.shown(VoucherData {
        price: Some(price),
        ..sample(location, now, language)
    });
    let mut document = Document::new(&data, language)?;
    look.apply(&mut document);
    Ok(document)
}

/// The voucher of nobody with a look that is not kept yet, as pixels: what the screen shows while it is typed.
pub fn look_preview(
    store: &Store,
    now: Instant,
    house: &printing::HouseLook,
    dpi: f32,
) -> Result<Picture> {
    let (location, mut look) = store.read(|reader| {
        let (_, look) = printing::look_of(reader)?;
        Ok((reader.location()?, look))
    })?;
    look.headline.clone_from(&house.headline);
    look.footer.clone_from(&house.footer);
    (look.join_code, look.login_code) = (house.join_code, house.login_code);
    let language = house
        .language()
        .unwrap_or_else(|| location.language.parse().unwrap_or_default());
    let document = sample_in(&location, now, language, house, &look)?;
    let mut renderer = Renderer::new(Lack::PrintBox);
    let documents = vec![document; house.paper.per_page()];
    let layout = renderer.lay_out(&documents, house.paper)?;
    first_page(&mut renderer, &layout, dpi)
}

/// What is true of a ticket, for whoever writes it down.
pub(super) fn data(
    reader: &Reader<'_>,
    location: &Location,
    ticket: Ticket,
    language: Language,
) -> Result<VoucherData> {
    // As it was sold to this ticket: a special one has values of its own, and others keep what they were sold.
    let product = reader.product_at(reader.terms_of(ticket.account)?.product)?;
    let credentials = reader.credentials(ticket.id)?;
    let local = |at: Instant| at.with_timezone(&location.zone);
    Ok(VoucherData {
        location: location.name.clone(),
        wifi: wifi(location),
        login_url: location.login_url.clone(),
        is_code: credentials.is_code(),
        username: credentials.username,
        password: credentials.password,
        devices: ticket.devices,
        validity: validity(location, &ticket, &product),
        use_by: ticket
            .use_by
            .filter(|_| ticket.first_login_at.is_none())
            .map(local),
        price: (ticket.price.minor != 0).then_some(ticket.price),
        prices: location.prices,
        serial: ticket.serial,
        user_id: ticket.user_id,
        issued_at: local(ticket.created_at),
        product: described(&product, language),
    })
}

/// What could be true of a ticket that was never issued: what previews show.
pub(super) fn sample(location: &Location, now: Instant, language: Language) -> VoucherData {
    let code = "K7MWQ4XPRA".to_owned();
    VoucherData {
        location: location.name.clone(),
        wifi: wifi(location),
        login_url: location.login_url.clone(),
        is_code: true,
        password: code.clone(),
        username: code,
        devices: 2,
        validity: Validity::FromFirstLogin {
            seconds: 3 * 86_400,
        },
        use_by: None,
        price: None,
        prices: location.prices,
        serial: 1,
        user_id: "Ana García".to_owned(),
        issued_at: now.with_timezone(&location.zone),
        product: t!(language.words(), "message-sample-product"),
    }
}

fn wifi(location: &Location) -> Option<Wifi> {
    location.ssid.clone().map(|ssid| Wifi {
        ssid,
        security: if location.wifi_password.is_some() {
            WifiSecurity::Wpa
        } else {
            WifiSecurity::Open
        },
        password: location.wifi_password.clone().unwrap_or_default(),
        hidden: false,
    })
}

/// The product's description in the guest's language, else in English, else in any, else its code.
fn described(product: &Product, language: Language) -> String {
    let text = product
        .description
        .get(language.tag())
        .or_else(|| product.description.get("en"))
        .or_else(|| product.description.values().next());
    text.filter(|text| !text.trim().is_empty())
        .unwrap_or(&product.code)
        .clone()
}

fn validity(location: &Location, ticket: &Ticket, product: &Product) -> Validity {
    let local = |at: Instant| at.with_timezone(&location.zone);
    if let (Some(from), Some(until)) = (ticket.valid_from, ticket.valid_until) {
        return Validity::Range {
            from: local(from),
            until: local(until),
        };
    }
    if ticket.first_login_at.is_some() {
        return ticket
            .expires_at
            .map_or(Validity::Unlimited, |at| Validity::Until(local(at)));
    }
    let length = |days: Decimal, hours: Decimal| {
        (days * Decimal::from(86_400) + hours * Decimal::from(3600))
            .round()
            .to_u64()
            .unwrap_or(0)
    };
    match product.expiration {
        Expiration::Unlimited => Validity::Unlimited,
        Expiration::OneLogin => Validity::OneLogin,
        Expiration::DaysHours { days, hours } => Validity::FromFirstLogin {
            seconds: length(days, hours),
        },
        Expiration::DaysHoursEndOfDay { days, hours } => Validity::ToEndOfDay {
            seconds: length(days, hours),
        },
        Expiration::DaysHoursEndOfMonth { days, hours } => Validity::ToEndOfMonth {
            seconds: length(days, hours),
        },
        Expiration::Months { months } => Validity::Months {
            months: months.max(0).unsigned_abs(),
        },
        Expiration::MonthsEndOfMonth { months } => Validity::MonthsToEndOfMonth {
            months: months.max(0).unsigned_abs(),
        },
    }
}

fn note_written(
    store: &Store,
    now: Instant,
    actor: Actor,
    serials: &[u64],
    paper: Paper,
    file: &Path,
) -> Result<()> {
    let (serials, file) = (serials.to_vec(), file.to_owned());
    write(store, move |tx| {
        let mut tickets = Vec::with_capacity(serials.len());
        for serial in &serials {
            let ticket = tx.ticket_by_serial(*serial)?;
            let _ = tx.append_event(&NewEvent {
                after: Some(json!({ "serial": serial, "paper": paper.name() })),
                ..event(now, actor, "ticket.printed", ticket.id.0)
            })?;
            tickets.push(ticket.id);
        }
        printing::written(tx, now, serials, &tickets, paper, file)
    })
}
