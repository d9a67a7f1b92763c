//! The arguments: names are the contract of DESIGN 5.

use super::location::{ImportCommand, LocationCommand};
use super::ticket::AccountCommand;
use crate::{
    domain::{
        fields::Field,
        gateway::{Network, Vendor},
        location::Sector,
        mac::Mac,
        product::Level,
        ticket::{Kind, Source, Status},
        ticket_type::{Channel, Format},
        time::Zone,
    },
    gateways::Fingerprint,
    i18n::Language,
    services::engine::Ports,
    store::Listed,
    voucher::{Letters, Paper},
};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{net::SocketAddr, path::PathBuf};

/// Guest Wi-Fi from the front desk. Without a command, opens the window.
#[derive(Debug, Parser)]
#[command(
    name = "innkeeper",
    version,
    about,
    infer_subcommands = false,
    subcommand_negates_reqs = true
)]
pub struct Arguments {
    /// The data folder.
    #[arg(long, env = "INNKEEPER_DATA_DIR", value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    /// Print one JSON value on stdout and nothing else there.
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a process")]
pub(super) enum Command {
    /// Make a data folder: a Location with default products and ticket types, and an evaluation licence of 30 days.
    Init(NewLocation),
    /// A Location full of lifelike data, in the window. Without a display: one ticket issued, printed and logged in with.
    Demo {
        /// Run the engine on it without a window.
        #[arg(long)]
        serve: bool,
        #[command(flatten)]
        ports: RadiusPorts,
    },
    /// Products: what a guest may use.
    #[command(subcommand)]
    Product(ProductCommand),
    /// Policies: options shared by products.
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// At which level this installation works, and the discounts of reseller and manager.
    #[command(subcommand)]
    Level(LevelCommand),
    /// Ticket types: what the desk offers.
    #[command(subcommand)]
    TicketType(TicketTypeCommand),
    /// Tickets.
    #[command(subcommand)]
    Ticket(TicketCommand),
    /// The guest register.
    #[command(subcommand)]
    Guest(GuestCommand),
    /// Printers, and what waits for them.
    #[command(subcommand)]
    Printer(PrinterCommand),
    /// Gateways, as RADIUS clients.
    #[command(subcommand)]
    Gateway(GatewayCommand),
    /// The house: what is settled about it, and the products on sale in it.
    #[command(subcommand)]
    Location(LocationCommand),
    /// Take users over from elsewhere.
    #[command(subcommand)]
    Import(ImportCommand),
    /// E-mail and SMS: settings, tests, and what was sent.
    #[command(subcommand)]
    Message(super::message::MessageCommand),
    /// Licences: requests, provisioning, states, notices; and what a distributor issues.
    #[command(subcommand)]
    Licence(super::licence::LicenceCommand),
    /// Run the engine without a window; prints one line `ready …` when all listen.
    Serve(RadiusPorts),
    /// Check the data folder from end to end.
    Check,
    /// Write a backup, while the engine runs. Keep it as safe as the data folder: it holds the key to the codes.
    Backup {
        /// The file to write.
        file: PathBuf,
    },
    /// Restore a backup.
    Restore {
        /// The file to read.
        file: PathBuf,
        /// Replace what the data folder holds; it is kept aside.
        #[arg(long)]
        force: bool,
    },
    /// What happened.
    #[command(subcommand)]
    Event(EventCommand),
    /// Every widget of the window in every state (debug builds only).
    #[cfg(debug_assertions)]
    Gallery,
}

#[derive(Debug, Args)]
pub(super) struct NewLocation {
    /// As guests know it.
    #[arg(long, value_name = "NAME")]
    pub(super) location: String,
    /// Of the tz database, for instance Europe/Madrid.
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub(super) time_zone: Zone,
    /// ISO 4217.
    #[arg(long, value_name = "EUR")]
    pub(super) currency: crate::domain::money::Currency,
    /// Decides whether the licence counts rooms or access points.
    #[arg(long)]
    pub(super) sector: SectorArgument,
    /// Rooms, for hospitality.
    #[arg(long, conflicts_with = "aps")]
    pub(super) rooms: Option<u32>,
    /// Access points, for other sectors.
    #[arg(long)]
    pub(super) aps: Option<u32>,
    /// Language of vouchers where nobody chooses another.
    #[arg(long, default_value = "en")]
    pub(super) language: Language,
    /// Name of the guest Wi-Fi, for the join QR code.
    #[arg(long)]
    pub(super) ssid: Option<String>,
    /// Passphrase of the guest Wi-Fi.
    #[arg(long, requires = "ssid")]
    pub(super) wifi_password: Option<String>,
    /// Log-in page with {username} and {password} in it, for the log-in QR code.
    #[arg(long)]
    pub(super) login_url: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SectorArgument {
    Hospitality,
    Other,
}

impl From<SectorArgument> for Sector {
    fn from(argument: SectorArgument) -> Self {
        match argument {
            SectorArgument::Hospitality => Self::Hospitality,
            SectorArgument::Other => Self::Other,
        }
    }
}

#[derive(Debug, Clone, Copy, Args)]
pub(super) struct RadiusPorts {
    /// Where RADIUS authentication listens.
    #[arg(long, value_name = "ADDRESS:PORT", default_value_t = Ports::default().auth)]
    pub(super) radius_auth: SocketAddr,
    /// Where RADIUS accounting listens.
    #[arg(long, value_name = "ADDRESS:PORT", default_value_t = Ports::default().acct)]
    pub(super) radius_acct: SocketAddr,
}

impl From<RadiusPorts> for Ports {
    fn from(ports: RadiusPorts) -> Self {
        Self {
            auth: ports.radius_auth,
            acct: ports.radius_acct,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum ProductCommand {
    /// Add a product.
    Add(ProductSource),
    /// Change a product: what the JSON leaves out stays as it is.
    Edit(ProductSource),
    /// All products.
    List(Shelf),
    /// One product.
    Show {
        /// Its code.
        code: String,
        #[command(flatten)]
        from: Shelf,
    },
    /// Remove a product; one in use is put away and stays with its tickets.
    Remove {
        /// Its code.
        code: String,
    },
    /// Add a product that is the same as another but for its code.
    Duplicate {
        /// Code of the one that is there.
        code: String,
        /// Code of the new one.
        new: String,
        #[command(flatten)]
        from: Shelf,
    },
    /// Take back a product that was put away.
    Restore {
        /// Its code, or its id where several were put away under one code.
        code: String,
    },
    /// Write all products into a file.
    Export(ExportFile),
    /// Take products from a file (CSV or JSON) and say what each line does, or what is wrong with it.
    Import(ImportFile),
    /// Bring the users of a product to what it is now: limits and expiry.
    UpdateUsers(Update),
    /// Bring the users of a product to what its policy is now; their expiry stays.
    UpdatePolicy(Update),
    /// What a product means for a guest who first connects at a given time.
    Preview {
        /// The product's JSON; `-` = stdin.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// RFC 3339.
        #[arg(long, value_name = "TIME")]
        first_connection: chrono::DateTime<chrono::FixedOffset>,
        /// Of the tz database.
        #[arg(long, value_name = "ZONE", value_parser = zone)]
        time_zone: Zone,
    },
}

#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Shelf {
    /// Those that were put away.
    #[arg(long)]
    pub(super) archived: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct ExportFile {
    /// As CSV, for a spreadsheet.
    #[arg(long, value_name = "FILE")]
    pub(super) csv: Option<PathBuf>,
    /// As JSON: `export --json FILE`.
    #[arg(value_name = "FILE")]
    pub(super) json_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ImportFile {
    /// CSV or JSON; `-` = stdin.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Only say what would be done.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Take the good lines where others are wrong.
    #[arg(long, conflicts_with = "dry_run")]
    pub(super) take_good: bool,
}

#[derive(Debug, Args)]
pub(super) struct Update {
    /// Code of the product.
    pub(super) code: String,
    /// Only count.
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct ProductSource {
    /// The JSON; `-` = stdin.
    #[arg(long, value_name = "FILE")]
    pub(super) file: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum LevelCommand {
    /// How they are set.
    Show,
    /// Set them; what is left out stays as it is.
    Set(LevelChanges),
}

#[derive(Debug, Args)]
pub(super) struct LevelChanges {
    /// system, reseller or manager: who owns what may be changed here.
    #[arg(long)]
    pub(super) level: Option<Level>,
    /// Whether products may be managed, and their list prices be seen.
    #[arg(long, value_name = "YES|NO", value_parser = yes_no)]
    pub(super) manage_products: Option<bool>,
    /// Name of the reseller.
    #[arg(long, value_name = "NAME")]
    pub(super) reseller_name: Option<String>,
    /// Discount of the reseller on the list price, in per cent.
    #[arg(long, value_name = "PERCENT")]
    pub(super) reseller_discount: Option<rust_decimal::Decimal>,
    /// Name of the manager.
    #[arg(long, value_name = "NAME")]
    pub(super) manager_name: Option<String>,
    /// Discount of the manager on the list price, in per cent.
    #[arg(long, value_name = "PERCENT")]
    pub(super) manager_discount: Option<rust_decimal::Decimal>,
}

fn yes_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("yes or no".to_owned()),
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    /// Add a policy.
    Add(ProductSource),
    /// Change a policy: what the JSON leaves out stays as it is.
    Edit(ProductSource),
    /// All policies.
    List(Shelf),
    /// One policy, with the products and the number of accounts that use it.
    Show {
        /// Its code.
        code: String,
        #[command(flatten)]
        from: Shelf,
    },
    /// Add a policy that is the same as another but for its code.
    Duplicate {
        /// Code of the one that is there.
        code: String,
        /// Code of the new one.
        new: String,
        #[command(flatten)]
        from: Shelf,
    },
    /// Take back a policy that was put away.
    Restore {
        /// Its code, or its id where several were put away under one code.
        code: String,
    },
    /// Write all policies into a file.
    Export(ExportFile),
    /// Take policies from a file (CSV or JSON) and say what each line does, or what is wrong with it.
    Import(ImportFile),
    /// The RADIUS attributes that a policy may send, with their types.
    Attributes,
    /// Remove a policy; one in use is put away and stays with its products and accounts.
    Remove {
        /// Its code.
        code: String,
    },
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a process")]
pub(super) enum TicketTypeCommand {
    /// Add a ticket type.
    Add(TicketTypeArguments),
    /// Change a ticket type; what is left out stays as it is.
    Edit(TicketTypeChanges),
    /// All ticket types, in the order of the desk.
    List,
    /// One ticket type.
    Show {
        /// Its name.
        name: String,
    },
    /// Remove a ticket type; one with tickets is put away.
    Remove {
        /// Its name.
        name: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct TicketTypeArguments {
    /// On the tile.
    #[arg(long)]
    pub(super) name: String,
    /// single, variable or special.
    #[arg(long)]
    pub(super) format: Format,
    /// Code of its product.
    #[arg(long)]
    pub(super) product: String,
    /// Of one ticket.
    #[arg(long, default_value = "0")]
    pub(super) price: String,
    /// Of one day (variable).
    #[arg(long)]
    pub(super) price_per_day: Option<String>,
    /// Simultaneous devices.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) devices: u16,
    #[command(flatten)]
    pub(super) more: TicketTypeOptions,
}

/// What a new ticket type may say and a change may change.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(super) struct TicketTypeOptions {
    /// What the guest reads on the voucher, where the name is not wanted.
    #[arg(long)]
    pub(super) label: Option<String>,
    /// User name and password instead of one code.
    #[arg(long)]
    pub(super) pair: bool,
    /// One code again.
    #[arg(long, conflicts_with = "pair")]
    pub(super) one_code: bool,
    /// Random characters of a code, 8 to 20.
    #[arg(long, value_name = "N")]
    pub(super) code_length: Option<u8>,
    /// In front of the code; "" = none.
    #[arg(long, value_name = "TEXT")]
    pub(super) code_prefix: Option<String>,
    /// Days within which a ticket must first be used; 0 = no such end.
    #[arg(long, value_name = "DAYS")]
    pub(super) use_within_days: Option<u32>,
    /// A field to ask, as NAME, NAME:required or birthday:required:18. Names: email, first_name, surname, birthday,
    /// gender, mobile, postal_code, country, room, document; any other is the label of a free field.
    #[arg(long = "field", value_name = "FIELD")]
    pub(super) fields: Vec<Field>,
    /// Ask no field at all.
    #[arg(long, conflicts_with = "fields")]
    pub(super) no_fields: bool,
    /// A channel to offer: print, email or sms; the one followed by `:preselected` is what Enter means.
    #[arg(long = "channel", value_name = "CHANNEL", value_parser = channel)]
    pub(super) channels: Vec<(Channel, bool)>,
    /// Offer no channel: the code is only shown.
    #[arg(long, conflicts_with = "channels")]
    pub(super) no_channels: bool,
    /// The key that opens it on the desk, 1 to 9; 0 = none.
    #[arg(long, value_name = "1-9", value_parser = clap::value_parser!(u8).range(0..=9))]
    pub(super) hotkey: Option<u8>,
    /// Place on the desk.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) position: Option<u16>,
    /// Issue without asking whom the ticket is for.
    #[arg(long)]
    pub(super) no_user_id: bool,
}

#[derive(Debug, Args)]
pub(super) struct TicketTypeChanges {
    /// Which ticket type.
    pub(super) name: String,
    /// Its new name.
    #[arg(long)]
    pub(super) rename: Option<String>,
    /// Code of its product.
    #[arg(long)]
    pub(super) product: Option<String>,
    /// Of one ticket.
    #[arg(long)]
    pub(super) price: Option<String>,
    /// Of one day (variable).
    #[arg(long)]
    pub(super) price_per_day: Option<String>,
    /// Simultaneous devices.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) devices: Option<u16>,
    /// Whether it asks whom the ticket is for.
    #[arg(long, value_name = "true|false")]
    pub(super) user_id_required: Option<bool>,
    #[command(flatten)]
    pub(super) more: TicketTypeOptions,
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of it in a process")]
pub(super) enum TicketCommand {
    /// Issue a ticket, or several equal ones.
    Issue(IssueArguments),
    /// The issued list, newest first.
    List(ListArguments),
    /// One ticket, with its sessions and refused logins.
    Show {
        /// Its serial.
        serial: Serial,
    },
    /// Cancel tickets. Final.
    Cancel {
        /// Their serials.
        #[arg(required = true)]
        serials: Vec<Serial>,
        /// Stands in the event log.
        #[arg(long)]
        reason: Option<String>,
    },
    /// What a ticket would cost and when it would be valid; issues nothing.
    Quote(IssueArguments),
    /// Write the tickets that the filters leave into a file for a spreadsheet.
    Export(ExportArguments),
    /// Tickets that were issued together.
    #[command(subcommand)]
    Batch(BatchCommand),
    /// Draw vouchers.
    Print(PrintArguments),
    /// Send a ticket to its guest by e-mail or SMS.
    Send(super::message::SendArguments),
    #[command(flatten)]
    Account(AccountCommand),
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("end").args(["to", "nights", "departure"]))]
pub(super) struct IssueArguments {
    /// Name of the ticket type.
    #[arg(long = "type", value_name = "NAME")]
    pub(super) ticket_type: String,
    /// Whom the ticket is for.
    #[arg(long)]
    pub(super) user_id: Option<String>,
    /// First day (variable, special); today when only --nights or --departure is given.
    #[arg(long, value_name = "DATE", requires = "end")]
    pub(super) from: Option<NaiveDate>,
    /// Last day (variable, special).
    #[arg(long, value_name = "DATE", requires = "from")]
    pub(super) to: Option<NaiveDate>,
    /// Simultaneous devices.
    #[arg(long)]
    pub(super) devices: Option<u16>,
    /// An extra field, name=value.
    #[arg(long = "field", value_name = "NAME=VALUE", value_parser = field)]
    pub(super) fields: Vec<(String, String)>,
    /// Chosen user name (special).
    #[arg(long, requires = "password")]
    pub(super) username: Option<String>,
    /// Chosen password (special).
    #[arg(long, requires = "username")]
    pub(super) password: Option<String>,
    /// Nights from today (or from --from) until check-out.
    #[arg(long)]
    pub(super) nights: Option<u32>,
    /// Day of departure: from today (or from --from) until check-out.
    #[arg(long, value_name = "DATE")]
    pub(super) departure: Option<NaiveDate>,
    #[command(flatten)]
    pub(super) special: SpecialArguments,
    /// Send it by e-mail; without an address, to that of the field `email`.
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "")]
    pub(super) email: Option<String>,
    /// Send it by SMS; without a number, to that of the field `mobile`.
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "")]
    pub(super) sms: Option<String>,
    /// Print it.
    #[arg(long)]
    pub(super) print: bool,
    /// Language of what the guest reads; the Location's when left out.
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) lang: Option<Language>,
    /// Cancel these live tickets of the same guest in the same go.
    #[arg(long, value_name = "SERIAL", conflicts_with = "add_device")]
    pub(super) replace: Vec<Serial>,
    /// Issue none: let this ticket have more devices.
    #[arg(long, value_name = "SERIAL")]
    pub(super) add_device: Option<Serial>,
    /// Issue several; the answer is an array.
    #[arg(long)]
    pub(super) count: Option<u32>,
    /// Issue them as a batch of this name.
    #[arg(long, value_name = "NAME")]
    pub(super) batch: Option<String>,
    /// One ticket for each line of a list (tab, semicolon or comma; `-` = stdin), as a batch. Issues nothing if a line is
    /// wrong, unless --skip-bad.
    #[arg(
        long,
        value_name = "FILE",
        requires = "batch",
        conflicts_with = "count"
    )]
    pub(super) names: Option<PathBuf>,
    /// Issue the good lines of a list although others are wrong.
    #[arg(long, requires = "names")]
    pub(super) skip_bad: bool,
}

/// Values of a special ticket in place of its product's. 0 = infinite.
#[derive(Debug, Default, Args)]
pub(super) struct SpecialArguments {
    /// Price of this ticket alone (special).
    #[arg(long)]
    pub(super) price: Option<String>,
    /// Valid so many days from the first login (special).
    #[arg(long, value_name = "DAYS")]
    pub(super) valid_days: Option<rust_decimal::Decimal>,
    /// Valid so many hours from the first login (special).
    #[arg(long, value_name = "HOURS")]
    pub(super) valid_hours: Option<rust_decimal::Decimal>,
    /// Never expires by itself (special).
    #[arg(long, conflicts_with_all = ["valid_days", "valid_hours"])]
    pub(super) unlimited: bool,
    /// Minutes in all (special).
    #[arg(long, value_name = "MIN")]
    pub(super) total_time: Option<u32>,
    /// Minutes a day (special).
    #[arg(long, value_name = "MIN")]
    pub(super) daily_time: Option<u32>,
    /// Minutes a week (special).
    #[arg(long, value_name = "MIN")]
    pub(super) weekly_time: Option<u32>,
    /// Minutes a month (special).
    #[arg(long, value_name = "MIN")]
    pub(super) monthly_time: Option<u32>,
    /// Megabytes in all (special).
    #[arg(long, value_name = "MB")]
    pub(super) total_data: Option<u32>,
    /// Megabytes a day (special).
    #[arg(long, value_name = "MB")]
    pub(super) daily_data: Option<u32>,
    /// Megabytes a week (special).
    #[arg(long, value_name = "MB")]
    pub(super) weekly_data: Option<u32>,
    /// Megabytes a month (special).
    #[arg(long, value_name = "MB")]
    pub(super) monthly_data: Option<u32>,
    /// Kilobits a second to the guest (special).
    #[arg(long, value_name = "KBPS")]
    pub(super) download: Option<u32>,
    /// Kilobits a second from the guest (special).
    #[arg(long, value_name = "KBPS")]
    pub(super) upload: Option<u32>,
    /// Days within which this ticket must first be used; 0 = no such end (special).
    #[arg(long, value_name = "DAYS")]
    pub(super) use_within_days: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(super) enum BatchCommand {
    /// All batches, newest first.
    List,
    /// One batch with its tickets.
    Show {
        /// Its name.
        name: String,
    },
    /// Cancel all its tickets that still work.
    Cancel {
        /// Its name.
        name: String,
        /// Stands in the event log.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Print the vouchers of all its tickets that still work.
    Print {
        /// Its name.
        name: String,
        #[command(flatten)]
        to: PrintTo,
    },
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("form").required(true).multiple(false))]
pub(super) struct ExportForm {
    /// Write CSV (RFC 4180, UTF-8).
    #[arg(long, value_name = "FILE", group = "form")]
    pub(super) csv: Option<PathBuf>,
    /// Write a spreadsheet.
    #[arg(long, value_name = "FILE", group = "form")]
    pub(super) xlsx: Option<PathBuf>,
    /// Begin the CSV with a byte order mark, by which Excel knows UTF-8.
    #[arg(long, requires = "csv")]
    pub(super) bom: bool,
    /// Language of the heads.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(super) lang: Language,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[command(flatten)]
    pub(super) form: ExportForm,
    #[command(flatten)]
    pub(super) filter: FilterArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum GuestCommand {
    /// The guest register, newest first.
    List {
        #[command(flatten)]
        filter: GuestArguments,
        /// Rows at most.
        #[arg(long, default_value_t = 1000)]
        limit: u32,
        /// Rows to leave out at the beginning.
        #[arg(long, default_value_t = 0)]
        skip: u64,
    },
    /// Write the guests that the filters leave into a file for a spreadsheet.
    Export {
        #[command(flatten)]
        form: ExportForm,
        #[command(flatten)]
        filter: GuestArguments,
    },
    /// Erase the data of guests for good: user ID and extra fields of these tickets.
    Erase {
        /// Serials of the tickets; none = those that are due.
        serials: Vec<Serial>,
    },
    /// Show or set after how many days the data are erased.
    Keep {
        /// Days after check-out or the end of validity; 0 = only on demand.
        #[arg(long, value_name = "DAYS")]
        days: Option<u32>,
    },
}

#[derive(Debug, Args)]
pub(super) struct GuestArguments {
    /// Part of any value or of the user ID, in any case.
    #[arg(long)]
    pub(super) text: Option<String>,
    /// Registered on or after: a date of the Location, or RFC 3339.
    #[arg(long, value_name = "TIME")]
    pub(super) from: Option<When>,
    /// Registered on or before.
    #[arg(long, value_name = "TIME")]
    pub(super) to: Option<When>,
}

fn channel(text: &str) -> std::result::Result<(Channel, bool), String> {
    let (name, preselected) = match text.strip_suffix(":preselected") {
        Some(name) => (name, true),
        None => (text, false),
    };
    let channel = name.parse::<Channel>().map_err(|error| error.to_string())?;
    Ok((channel, preselected))
}

pub(super) fn zone(text: &str) -> std::result::Result<Zone, String> {
    text.parse().map_err(|_| {
        "no such time zone: write it as the tz database does, for instance Europe/Madrid".to_owned()
    })
}

pub(super) fn field(text: &str) -> std::result::Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a field is written NAME=VALUE".to_owned()),
    }
}

/// The filters of RULES T20, the batch and the source.
#[derive(Debug, Args)]
pub(super) struct FilterArguments {
    /// Serial number.
    #[arg(long)]
    pub(super) serial: Option<Serial>,
    /// Issued on or after: a date of the Location, or RFC 3339.
    #[arg(long, value_name = "TIME")]
    pub(super) created_from: Option<When>,
    /// Issued on or before.
    #[arg(long, value_name = "TIME")]
    pub(super) created_to: Option<When>,
    /// Begins with, in any case.
    #[arg(long)]
    pub(super) user_id: Option<String>,
    /// individual, variable, special, paypal, sms, sponsor or pms.
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) kind: Option<Kind>,
    /// no_use, in_use, expired or cancelled.
    #[arg(long)]
    pub(super) status: Option<Status>,
    /// Number of connections.
    #[arg(long)]
    pub(super) connections: Option<u32>,
    /// First login on or after.
    #[arg(long, value_name = "TIME")]
    pub(super) first_login_from: Option<When>,
    /// First login on or before.
    #[arg(long, value_name = "TIME")]
    pub(super) first_login_to: Option<When>,
    /// The user name or code, in any spelling.
    #[arg(long)]
    pub(super) username: Option<String>,
    /// Simultaneous devices.
    #[arg(long)]
    pub(super) devices: Option<u16>,
    /// Issued in the batch of this name.
    #[arg(long, value_name = "NAME")]
    pub(super) batch: Option<String>,
    /// Where it comes from: desk, cli, api, paypal, sms, sponsor, pms, automatic or import.
    #[arg(long, value_name = "SOURCE")]
    pub(super) source: Option<Source>,
    /// What was issued, automatic free users, or both.
    #[arg(long = "list", default_value = "issued")]
    pub(super) listed: ListedArgument,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    #[command(flatten)]
    pub(super) filter: FilterArguments,
    /// Rows at most.
    #[arg(long, default_value_t = 1000)]
    pub(super) limit: u32,
    /// Older than this serial: the next page.
    #[arg(long, value_name = "SERIAL")]
    pub(super) after: Option<Serial>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListedArgument {
    Issued,
    Automatic,
    All,
}

impl From<ListedArgument> for Listed {
    fn from(argument: ListedArgument) -> Self {
        match argument {
            ListedArgument::Issued => Self::Issued,
            ListedArgument::Automatic => Self::Automatic,
            ListedArgument::All => Self::All,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct PrintArguments {
    /// Serials.
    #[arg(required = true)]
    pub(super) serials: Vec<Serial>,
    /// Write a PNG (one ticket).
    #[arg(long, value_name = "FILE", group = "to")]
    pub(super) png: Option<PathBuf>,
    #[command(flatten)]
    pub(super) to: PrintTo,
}

/// Where vouchers are printed, on what, and in which language.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("to").required(true).multiple(false))]
pub(super) struct PrintTo {
    /// Write a PDF.
    #[arg(long, value_name = "FILE", group = "to")]
    pub(super) pdf: Option<PathBuf>,
    /// Write a stream for receipt printers (ESC/POS).
    #[arg(long, value_name = "FILE", group = "to")]
    pub(super) escpos: Option<PathBuf>,
    /// Print on a printer of the list.
    #[arg(long, value_name = "NAME", group = "to")]
    pub(super) printer: Option<String>,
    /// receipt80, receipt58, a4, a4-cards, a4-grid24, l7160, l7161, l7163, 5160, 5161, 5162 or 5163; the printer's where
    /// left out, else receipt80.
    #[arg(long)]
    pub(super) paper: Option<Paper>,
    /// The first label that is used on the first sheet, counted from 1 along the rows.
    #[arg(long, value_name = "N")]
    pub(super) first_label: Option<usize>,
    /// Language of the voucher; the Location's when left out.
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Subcommand)]
pub(super) enum PrinterCommand {
    /// Add a printer; the first is the default.
    Add {
        /// For people.
        name: String,
        #[command(flatten)]
        settings: PrinterSettings,
    },
    /// Change a printer; what is left out stays as it is.
    Edit {
        /// Which.
        name: String,
        /// Its new name.
        #[arg(long)]
        rename: Option<String>,
        #[command(flatten)]
        settings: PrinterSettings,
    },
    /// The printers, the default first.
    List,
    /// The queues that CUPS offers.
    Found {
        /// Of this scheduler, for instance ipp://server:631/; this computer's when left out.
        #[arg(long, value_name = "URI")]
        scheduler: Option<String>,
    },
    /// How a printer is.
    Status {
        /// Which.
        name: String,
    },
    /// Print a test page.
    Test {
        /// On which.
        name: String,
    },
    /// Remove a printer.
    Remove {
        /// Which.
        name: String,
    },
    /// The newest print jobs.
    Jobs,
    /// Try a job again that waits or failed.
    Again {
        /// Which.
        job: uuid::Uuid,
        /// On another printer.
        #[arg(long, value_name = "NAME")]
        printer: Option<String>,
    },
    /// Take a job back that is not printed yet.
    Cancel {
        /// Which.
        job: uuid::Uuid,
    },
    /// The look of the house's vouchers: shown, and changed by what is given.
    Look(LookArguments),
}

#[derive(Debug, Args)]
pub(super) struct LookArguments {
    /// Below the name of the Location.
    #[arg(long)]
    pub(super) headline: Option<String>,
    /// At the end.
    #[arg(long)]
    pub(super) footer: Option<String>,
    /// A PNG or JPEG file.
    #[arg(long, value_name = "FILE")]
    pub(super) logo: Option<PathBuf>,
    /// Take the logo away.
    #[arg(long, conflicts_with = "logo")]
    pub(super) no_logo: bool,
    /// The QR code that joins the Wi-Fi.
    #[arg(long, value_name = "true|false")]
    pub(super) join_code: Option<bool>,
    /// The QR code that logs in.
    #[arg(long, value_name = "true|false")]
    pub(super) login_code: Option<bool>,
    /// What was asked for the ticket.
    #[arg(long, value_name = "true|false")]
    pub(super) price: Option<bool>,
    /// Whom it is for.
    #[arg(long, value_name = "true|false")]
    pub(super) guest: Option<bool>,
    /// The paper of files.
    #[arg(long)]
    pub(super) paper: Option<Paper>,
    /// The language of vouchers where nobody names another.
    #[arg(long)]
    pub(super) lang: Option<Language>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("where").multiple(false))]
pub(super) struct PrinterSettings {
    /// A queue or printer that speaks IPP: ipp://localhost:631/printers/NAME.
    #[arg(long, value_name = "URI", group = "where")]
    pub(super) queue: Option<String>,
    /// A receipt printer on the network; port 9100 where none is named.
    #[arg(long, value_name = "HOST[:PORT]", group = "where")]
    pub(super) address: Option<String>,
    /// A receipt printer at a device file: /dev/usb/lp0.
    #[arg(long, value_name = "FILE", group = "where")]
    pub(super) device: Option<PathBuf>,
    /// A folder that PDF files are put into.
    #[arg(long, value_name = "DIR", group = "where")]
    pub(super) folder: Option<PathBuf>,
    /// A printer that is set up in Windows, by its name there. Not tried yet.
    #[arg(long, value_name = "NAME", group = "where")]
    pub(super) spooler: Option<String>,
    /// What lies in it.
    #[arg(long)]
    pub(super) paper: Option<Paper>,
    /// Dots across the printed width of a receipt printer: 512 for 80 mm at 180 dpi.
    #[arg(long)]
    pub(super) dots: Option<u16>,
    /// Cut behind each voucher.
    #[arg(long, value_name = "true|false")]
    pub(super) cut: Option<bool>,
    /// Open the cash drawer.
    #[arg(long, value_name = "true|false")]
    pub(super) drawer: Option<bool>,
    /// Move everything to the right, in tenths of a millimetre.
    #[arg(long, value_name = "TENTHS", allow_hyphen_values = true)]
    pub(super) right: Option<i16>,
    /// Move everything down, in tenths of a millimetre.
    #[arg(long, value_name = "TENTHS", allow_hyphen_values = true)]
    pub(super) down: Option<i16>,
    /// The first label of its sheet that is free, counted from 1; it goes on as labels are printed.
    #[arg(long, value_name = "N")]
    pub(super) next_label: Option<usize>,
    /// Use the letters that a receipt printer has built in where they suffice, from this table: pc858, wpc1252, pc850,
    /// pc437, pc852, pc866, pc737, pc857, with ":N" behind it where the printer has it under another number; "drawn"
    /// draws everything, which prints any script on any printer.
    #[arg(long, value_name = "TABLE[:N]|drawn")]
    pub(super) letters: Option<LettersArgument>,
    /// The printer that takes over when this one fails; an empty name for none.
    #[arg(long, value_name = "NAME")]
    pub(super) fallback: Option<String>,
    /// Where tickets go when nobody says otherwise.
    #[arg(long)]
    pub(super) default: bool,
}

/// How a receipt printer gets its letters.
#[derive(Debug, Clone, Copy)]
pub(super) enum LettersArgument {
    /// As dots.
    Drawn,
    /// From a table of its own.
    Own(Letters),
}

impl std::str::FromStr for LettersArgument {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        match text {
            "drawn" => Ok(Self::Drawn),
            table => table.parse().map(Self::Own),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum GatewayCommand {
    /// Add a RADIUS client; with --api-address also the way to its own interface.
    Add(GatewayArguments),
    /// All gateways.
    List,
    /// One gateway and how it stands.
    Show {
        /// Its name.
        name: String,
    },
    /// Change a gateway; its interface hears of it by itself, but for a new secret, which the next push brings.
    Edit(GatewayEditArguments),
    /// Say how the interface of a gateway is reached.
    Link(GatewayLinkArguments),
    /// The doctor: line by line what is as it should be, and what to do about the rest.
    Test {
        /// Its name.
        name: String,
        /// Pin the certificate that it shows now.
        #[arg(long)]
        accept_certificate: bool,
    },
    /// What a push would do.
    Plan {
        /// Its name.
        name: String,
    },
    /// Bring it to what it should be; from then on it is kept so.
    Push {
        /// Its name.
        name: String,
    },
    /// What is different there from what it should be; nothing is changed.
    Drift {
        /// Its name.
        name: String,
    },
    /// Cut whoever matches, cookies included.
    Kick(GatewayKickArguments),
    /// The users that others made there, as a table that `ticket import` reads.
    Users {
        /// Its name.
        name: String,
    },
    /// Take over the users that printers or apps made on a router: each gets the product that has his profile. Without --apply
    /// it only says what would be taken, and what would not and why. Done twice, it takes nobody twice.
    Import {
        /// Its name.
        name: String,
        /// Take them: all of them or none.
        #[arg(long)]
        apply: bool,
    },
    /// Remove a gateway; its sessions stay in the list.
    Remove {
        /// Its name.
        name: String,
        /// First take off it everything that Innkeeper made there, and cut the guests whose tickets it keeps; what others made
        /// stays.
        #[arg(long)]
        withdraw: bool,
    },
    /// What to enter in the hardware, step by step with every value.
    Guide(GuideArguments),
}

#[derive(Debug, Args)]
pub(super) struct GuideArguments {
    /// The gateway's name.
    pub(super) name: String,
    /// Address at which the gateway finds this computer; looked up where nothing is said.
    #[arg(long, value_name = "ADDRESS")]
    pub(super) server: Option<std::net::IpAddr>,
    /// UDP port of logins.
    #[arg(long, default_value_t = 1812, value_name = "PORT")]
    pub(super) auth_port: u16,
    /// UDP port of accounting.
    #[arg(long, default_value_t = 1813, value_name = "PORT")]
    pub(super) acct_port: u16,
    /// A host that guests reach before they log in; once for each.
    #[arg(long, value_name = "HOST")]
    pub(super) garden: Vec<String>,
    /// Write the shared secret out.
    #[arg(long)]
    pub(super) show_secret: bool,
    /// Language of the page.
    #[arg(long, default_value = "en")]
    pub(super) lang: Language,
    /// Write the page to this file, for the printer.
    #[arg(long, value_name = "FILE")]
    pub(super) pdf: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(super) struct GatewayArguments {
    /// For people.
    #[arg(long)]
    pub(super) name: String,
    /// Kind of hardware.
    #[arg(long, default_value = "generic")]
    pub(super) vendor: Vendor,
    /// Address or CIDR block that its packets come from.
    #[arg(long, value_name = "ADDRESS-OR-CIDR")]
    pub(super) address: Network,
    /// Shared secret.
    #[arg(long)]
    pub(super) secret: String,
    /// UDP port of Disconnect-Request, where the vendor's is changed.
    #[arg(long, value_name = "PORT")]
    pub(super) disconnect_port: Option<u16>,
    /// Never send Disconnect-Requests to it.
    #[arg(long)]
    pub(super) no_disconnect: bool,
    /// An old client that sends no Message-Authenticator: less safe (CVE-2024-3596).
    #[arg(long)]
    pub(super) allow_missing_message_authenticator: bool,
    /// It exchanges input and output octets.
    #[arg(long)]
    pub(super) swap_octets: bool,
    /// Seconds between interim updates, where the vendor's are not wanted.
    #[arg(long, value_name = "SECONDS")]
    pub(super) interim: Option<u32>,
    #[command(flatten)]
    pub(super) api: GatewayApiArguments,
}

/// How the interface of a gateway is reached.
#[derive(Debug, Args)]
pub(super) struct GatewayApiArguments {
    /// Name or address of its own interface, with a port where that is not the usual one.
    #[arg(long, value_name = "HOST[:PORT]")]
    pub(super) api_address: Option<String>,
    /// User name there, or the id of a key.
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) api_user: String,
    /// Password or key there; better in the environment than in the list of processes.
    #[arg(
        long,
        value_name = "PASSWORD",
        env = "INNKEEPER_API_PASSWORD",
        hide_env_values = true,
        default_value = ""
    )]
    pub(super) api_password: String,
    /// SHA-256 of its certificate; else the first one is pinned.
    #[arg(long, value_name = "SHA256")]
    pub(super) fingerprint: Option<Fingerprint>,
    /// Without encryption: the password can be read on the way.
    #[arg(long)]
    pub(super) api_plain: bool,
    /// What else the vendor needs, such as `site=default`.
    #[arg(long = "option", value_name = "NAME=VALUE")]
    pub(super) options: Vec<String>,
    /// Keep the tickets there as users of its own, without RADIUS.
    #[arg(long)]
    pub(super) users: bool,
    /// Innkeeper's address as the gateway sees it, where that is not the one it is reached from.
    #[arg(long, value_name = "ADDRESS")]
    pub(super) server: Option<std::net::IpAddr>,
    /// A host that guests reach before they log in; may be given again.
    #[arg(long = "garden", value_name = "HOST")]
    pub(super) garden: Vec<String>,
    /// Minutes between two looks at what is there.
    #[arg(long, value_name = "MINUTES", default_value_t = 5)]
    pub(super) every: u16,
}

#[derive(Debug, Args)]
pub(super) struct GatewayLinkArguments {
    /// Of the gateway.
    pub(super) name: String,
    #[command(flatten)]
    pub(super) api: GatewayApiArguments,
}

/// What is not said stays as it is.
#[derive(Debug, Args)]
pub(super) struct GatewayEditArguments {
    /// Its name.
    pub(super) name: String,
    /// Another name.
    #[arg(long = "name", value_name = "NAME")]
    pub(super) new_name: Option<String>,
    /// Address or CIDR block that its packets come from.
    #[arg(long, value_name = "ADDRESS-OR-CIDR")]
    pub(super) address: Option<Network>,
    /// Shared secret.
    #[arg(long)]
    pub(super) secret: Option<String>,
    /// UDP port of Disconnect-Request.
    #[arg(long, value_name = "PORT")]
    pub(super) disconnect_port: Option<u16>,
    /// Seconds between interim updates.
    #[arg(long, value_name = "SECONDS")]
    pub(super) interim: Option<u32>,
    /// Hosts that guests reach before they log in, in place of those until now; may be given again, empty for none.
    #[arg(long, value_name = "HOST")]
    pub(super) garden: Option<Vec<String>>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("whom").required(true).multiple(true).args(["user", "mac", "ip"]))]
pub(super) struct GatewayKickArguments {
    /// Of the gateway.
    pub(super) name: String,
    /// The name that logged in.
    #[arg(long)]
    pub(super) user: Option<String>,
    /// The device.
    #[arg(long)]
    pub(super) mac: Option<Mac>,
    /// Its address.
    #[arg(long)]
    pub(super) ip: Option<std::net::IpAddr>,
}

#[derive(Debug, Subcommand)]
pub(super) enum EventCommand {
    /// The event log, oldest first.
    List {
        /// After this number.
        #[arg(long, default_value_t = 0)]
        after: u64,
        /// Rows at most.
        #[arg(long, default_value_t = 1000)]
        limit: u32,
    },
}

/// A serial as people write it: with or without leading zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Serial(pub(super) u64);

impl std::str::FromStr for Serial {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        crate::domain::ticket::parse_serial(text)
            .map(Self)
            .ok_or_else(|| "a serial is a number, for instance 000042".to_owned())
    }
}

/// A point in time of a filter: a whole local date, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Date(NaiveDate),
    Instant(chrono::DateTime<chrono::Utc>),
}

impl std::str::FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        if let Ok(date) = text.parse() {
            return Ok(Self::Date(date));
        }
        chrono::DateTime::parse_from_rfc3339(text)
            .map(|at| Self::Instant(at.to_utc()))
            .map_err(|_| "a time is written 2026-07-01 or 2026-07-01T18:30:00+02:00".to_owned())
    }
}
