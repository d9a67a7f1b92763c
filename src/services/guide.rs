//! What to type where: for hardware that has no interface of its own, and for whoever prefers to do it by hand. A pure function
//! makes a document of steps with every value filled in; it is copied as text and printed as PDF.
//!
//! Menus and fields stand as the vendor writes them, in English; what is said about them is in the reader's language. The
//! pages are written from the vendors' manuals and were not tried on their hardware.

use super::{Error, Result, files};
use crate::{
    domain::gateway::{Gateway, Vendor},
    i18n::{Language, Words},
    radius::probe,
    store::Store,
    t,
    voucher::{Lack, Renderer, VoucherError, sheet},
};
use std::{fmt::Write as _, net::IpAddr, path::Path};
use vendors::{Fill, Note, Part, Title};

mod vendors;

/// What a page is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    /// Where the gateway finds Innkeeper.
    pub server: IpAddr,
    /// UDP port of authentication.
    pub auth_port: u16,
    /// UDP port of accounting.
    pub acct_port: u16,
    /// Page that guests are sent to, where the house has one of its own.
    pub login_page: Option<String>,
    /// Hosts that guests reach before they log in.
    pub garden: Vec<String>,
    /// Name of the guest Wi-Fi.
    pub ssid: Option<String>,
    /// Whether the shared secret is written out. A page is printed and left lying about.
    pub show_secret: bool,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    /// For whom it is.
    pub title: String,
    /// What to know first.
    pub notes: Vec<String>,
    /// One after the other.
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is for.
    pub title: String,
    /// The way through the vendor's menus; empty where there is none.
    pub path: String,
    /// What to enter.
    pub fields: Vec<Field>,
    /// Lines to paste, in place of fields.
    pub script: Option<String>,
    /// What to mind.
    pub notes: Vec<String>,
}

/// A field of the vendor's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// As the vendor calls it.
    pub name: String,
    /// What to enter.
    pub value: String,
}

/// Stands where the secret is not shown.
const HIDDEN: &str = "••••••••";

/// A vendor as it writes its own name.
pub const fn vendor_name(vendor: Vendor) -> &'static str {
    vendors::name(vendor)
}

/// The page for a gateway.
pub fn guide(gateway: &Gateway, values: &Values, words: &Words) -> Guide {
    let parts = vendors::parts(gateway.vendor);
    let filler = Filler {
        gateway,
        values,
        words,
    };
    let mut notes = vec![t!(words, "guide-intro")];
    if !values.show_secret {
        notes.push(t!(words, "guide-secret-hidden"));
    }
    let of_vendor = vendors::notes(gateway.vendor).iter();
    notes.extend(of_vendor.map(|note| filler.note(*note)));
    let mut steps: Vec<_> = parts.iter().filter_map(|part| filler.step(part)).collect();
    steps.push(Step {
        title: t!(words, "guide-step-check"),
        path: String::new(),
        fields: Vec::new(),
        script: None,
        notes: vec![t!(words, "guide-check", gateway = gateway.name.as_str())],
    });
    Guide {
        title: t!(
            words,
            "guide-title",
            vendor = vendors::name(gateway.vendor),
            gateway = gateway.name.as_str()
        ),
        notes,
        steps,
    }
}

struct Filler<'a> {
    gateway: &'a Gateway,
    values: &'a Values,
    words: &'a Words,
}

impl Filler<'_> {
    /// A step; none where it would have nothing to say, as without a login page of the house's own.
    fn step(&self, part: &Part) -> Option<Step> {
        let fields: Vec<_> = part
            .fields
            .iter()
            .filter_map(|(name, fill)| {
                Some(Field {
                    name: (*name).to_owned(),
                    value: self.fill(*fill)?,
                })
            })
            .collect();
        let script = part.script.map(|script| self.script(script));
        let wants = part
            .fields
            .iter()
            .any(|(_, fill)| !matches!(fill, Fill::Is(_)));
        let only_fixed = part
            .fields
            .iter()
            .filter(|(_, fill)| !matches!(fill, Fill::Is(_)))
            .all(|(_, fill)| self.fill(*fill).is_none());
        if script.is_none() && wants && only_fixed {
            return None;
        }
        Some(Step {
            title: self.title(part.title),
            path: part.path.to_owned(),
            fields,
            script,
            notes: part.notes.iter().map(|note| self.note(*note)).collect(),
        })
    }

    fn secret(&self) -> &str {
        if self.values.show_secret {
            &self.gateway.secret
        } else {
            HIDDEN
        }
    }

    fn fill(&self, fill: Fill) -> Option<String> {
        let values = self.values;
        Some(match fill {
            Fill::Is(text) => text.to_owned(),
            Fill::Name => self.gateway.name.clone(),
            Fill::Server => values.server.to_string(),
            Fill::AuthPort => values.auth_port.to_string(),
            Fill::AcctPort => values.acct_port.to_string(),
            Fill::Secret => self.secret().to_owned(),
            Fill::DisconnectPort => self.gateway.disconnect_port.to_string(),
            Fill::Interim => self.gateway.interim_seconds.to_string(),
            Fill::InterimMinutes => self.gateway.interim_seconds.div_ceil(60).to_string(),
            Fill::LoginPage => values.login_page.clone()?,
            Fill::Garden if values.garden.is_empty() => return None,
            Fill::Garden => values.garden.join(", "),
            Fill::Ssid => values.ssid.clone()?,
        })
    }

    fn script(&self, script: fn(&Script<'_>) -> String) -> String {
        script(&Script {
            name: &self.gateway.name,
            server: self.values.server,
            auth_port: self.values.auth_port,
            acct_port: self.values.acct_port,
            secret: self.secret(),
            disconnect_port: self.gateway.disconnect_port,
            interim: self.gateway.interim_seconds,
            login_page: self.values.login_page.as_deref(),
            garden: &self.values.garden,
        })
    }

    fn title(&self, title: Title) -> String {
        let words = self.words;
        match title {
            Title::Radius => t!(words, "guide-step-radius"),
            Title::Authentication => t!(words, "guide-step-authentication"),
            Title::Accounting => t!(words, "guide-step-accounting"),
            Title::Network => t!(words, "guide-step-network"),
            Title::Portal => t!(words, "guide-step-portal"),
            Title::Garden => t!(words, "guide-step-garden"),
            Title::Disconnect => t!(words, "guide-step-disconnect"),
            Title::Script => t!(words, "guide-step-script"),
        }
    }

    fn note(&self, note: Note) -> String {
        let (words, values) = (self.words, self.values);
        match note {
            Note::FromTheInternet => t!(
                words,
                "guide-note-from-the-internet",
                auth = values.auth_port.to_string(),
                acct = values.acct_port.to_string()
            ),
            Note::NotCut => t!(words, "guide-note-not-cut"),
            Note::NoDisconnect => t!(words, "guide-note-no-disconnect"),
            Note::Firewall => t!(
                words,
                "guide-note-firewall",
                port = self.gateway.disconnect_port.to_string(),
                server = values.server.to_string()
            ),
            Note::Links => t!(words, "guide-note-links"),
            Note::NoRadius => t!(words, "guide-note-no-radius"),
            Note::Restart => t!(words, "guide-note-restart"),
            Note::MessageAuthenticator => t!(words, "guide-note-message-authenticator"),
            Note::ByInterface => t!(words, "guide-note-by-interface"),
            Note::OwnPage => t!(words, "guide-note-own-page"),
        }
    }
}

/// What a script is filled with.
struct Script<'a> {
    name: &'a str,
    server: IpAddr,
    auth_port: u16,
    acct_port: u16,
    secret: &'a str,
    disconnect_port: u16,
    interim: u32,
    login_page: Option<&'a str>,
    garden: &'a [String],
}

impl Guide {
    /// The page as text, to be copied.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.title);
        for note in &self.notes {
            let _ = write!(text, "\n{note}\n");
        }
        for (at, step) in self.steps.iter().enumerate() {
            let _ = write!(text, "\n{}. {}\n", at + 1, step.title);
            if !step.path.is_empty() {
                let _ = writeln!(text, "   {}", step.path);
            }
            let widest = step
                .fields
                .iter()
                .map(|field| field.name.chars().count())
                .max();
            for field in &step.fields {
                let width = widest.unwrap_or(0);
                let _ = writeln!(text, "   {:width$}  {}", field.name, field.value);
            }
            for line in step.script.iter().flat_map(|script| script.lines()) {
                let _ = writeln!(text, "{line}");
            }
            for note in &step.notes {
                let _ = writeln!(text, "   {note}");
            }
        }
        text
    }

    /// The page on A4.
    pub fn pdf(&self, renderer: &mut Renderer) -> std::result::Result<Vec<u8>, VoucherError> {
        let mut blocks = vec![sheet::Block::Title(self.title.clone())];
        blocks.extend(self.notes.iter().cloned().map(sheet::Block::Text));
        for (at, step) in self.steps.iter().enumerate() {
            blocks.push(sheet::Block::Heading(format!("{}. {}", at + 1, step.title)));
            if !step.path.is_empty() {
                blocks.push(sheet::Block::Text(step.path.clone()));
            }
            for field in &step.fields {
                blocks.push(sheet::Block::Row(field.name.clone(), field.value.clone()));
            }
            for line in step.script.iter().flat_map(|script| script.lines()) {
                blocks.push(sheet::Block::Code(line.to_owned()));
            }
            blocks.extend(step.notes.iter().cloned().map(sheet::Block::Text));
        }
        let layout = renderer.sheet(&blocks)?;
        renderer.pdf(&layout)
    }
}

/// The page alone of a login link: without the name and the password that stand in it.
pub fn login_page(url: &str) -> String {
    url.split(['?', '#']).next().unwrap_or(url).to_owned()
}

/// The host of a page, which guests must reach before they log in.
pub fn host_of(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|one| one.is_ascii_digit()) => name,
        _ => host,
    };
    (!host.is_empty()).then(|| host.to_owned())
}

/// What of a page is not known from the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Where the gateway finds Innkeeper; the address from which it would be spoken to where nobody says.
    pub server: Option<IpAddr>,
    /// UDP port of authentication.
    pub auth_port: u16,
    /// UDP port of accounting.
    pub acct_port: u16,
    /// Hosts that guests reach before they log in, besides the login page's.
    pub garden: Vec<String>,
    /// Whether the shared secret is written out.
    pub show_secret: bool,
}

/// The page for the gateway of that name.
pub fn of(store: &Store, name: &str, asked: &Asked, language: Language) -> Result<Guide> {
    let (gateway, location) = store.read(|reader| {
        let gateway = reader.gateway_by_name(name)?;
        Ok((gateway, reader.location()?))
    })?;
    let server = asked
        .server
        .or_else(|| probe::local_address(gateway.network.address))
        .ok_or_else(|| {
            let why = "no address of this computer leads to the gateway; say it with --server";
            Error::Invalid(why.to_owned())
        })?;
    let login_page = location.login_url.as_deref().map(login_page);
    // The page of the hardware itself needs no way through it.
    let hosts = login_page.as_deref().and_then(host_of).into_iter();
    let mut garden: Vec<String> = hosts.collect();
    garden.extend(
        asked
            .garden
            .iter()
            .filter(|host| !garden.contains(host))
            .cloned()
            .collect::<Vec<_>>(),
    );
    let values = Values {
        server,
        auth_port: asked.auth_port,
        acct_port: asked.acct_port,
        login_page,
        garden,
        ssid: location.ssid.clone(),
        show_secret: asked.show_secret,
    };
    Ok(guide(&gateway, &values, language.words()))
}

/// Writes a page into a file.
pub fn to_pdf(page: &Guide, file: &Path) -> Result<()> {
    let bytes = page.pdf(&mut Renderer::new(Lack::PrintBox))?;
    files::write(file, &bytes)
}

#[cfg(test)]
mod tests;
