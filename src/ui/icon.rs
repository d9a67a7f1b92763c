//! The icons: a subset of Lucide as a font. An icon never stands alone where a word fits beside it.
//!
//! The font is made by `packaging/fonts.sh` from the code points below; its licence lies beside it in
//! `assets/icons`.

/// The bytes of the icon font.
pub const BYTES: &[u8] = include_bytes!("../../assets/icons/lucide.ttf");

/// The icon font.
pub const FONT: iced::Font = iced::Font::with_name("lucide");

/// An icon by what it means here, not by what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// `ticket` of Lucide.
    Ticket,
    /// `tickets` of Lucide.
    Tickets,
    /// `concierge-bell` of Lucide.
    Desk,
    /// `search` of Lucide.
    Search,
    /// `plus` of Lucide.
    Plus,
    /// `x` of Lucide.
    Close,
    /// `check` of Lucide.
    Check,
    /// `chevron-down` of Lucide.
    ChevronDown,
    /// `chevron-up` of Lucide.
    ChevronUp,
    /// `chevron-left` of Lucide.
    ChevronLeft,
    /// `chevron-right` of Lucide.
    ChevronRight,
    /// `calendar` of Lucide.
    Calendar,
    /// `calendar-clock` of Lucide.
    CalendarClock,
    /// `printer` of Lucide.
    Printer,
    /// `ban` of Lucide.
    Ban,
    /// `clock` of Lucide.
    Clock,
    /// `circle` of Lucide.
    Circle,
    /// `circle-dot` of Lucide.
    CircleDot,
    /// `circle-check` of Lucide.
    CircleCheck,
    /// `circle-x` of Lucide.
    CircleX,
    /// `circle-dashed` of Lucide.
    CircleDashed,
    /// `triangle-alert` of Lucide.
    Warning,
    /// `info` of Lucide.
    Info,
    /// `user` of Lucide.
    User,
    /// `users` of Lucide.
    Users,
    /// `bed-double` of Lucide.
    Bed,
    /// `smartphone` of Lucide.
    Smartphone,
    /// `wifi` of Lucide.
    Wifi,
    /// `wifi-off` of Lucide.
    WifiOff,
    /// `key-round` of Lucide.
    Key,
    /// `copy` of Lucide.
    Copy,
    /// `undo-2` of Lucide.
    Undo,
    /// `refresh-cw` of Lucide.
    Refresh,
    /// `ellipsis` of Lucide.
    Ellipsis,
    /// `settings` of Lucide.
    Settings,
    /// `router` of Lucide.
    Router,
    /// `server` of Lucide.
    Server,
    /// `database` of Lucide.
    Database,
    /// `activity` of Lucide.
    Activity,
    /// `arrow-up` of Lucide.
    ArrowUp,
    /// `arrow-down` of Lucide.
    ArrowDown,
    /// `arrow-left` of Lucide.
    ArrowLeft,
    /// `arrow-right` of Lucide.
    ArrowRight,
    /// `arrow-up-down` of Lucide.
    Sortable,
    /// `eye` of Lucide.
    Eye,
    /// `eye-off` of Lucide.
    EyeOff,
    /// `sun` of Lucide.
    Sun,
    /// `moon` of Lucide.
    Moon,
    /// `contrast` of Lucide.
    Contrast,
    /// `keyboard` of Lucide.
    Keyboard,
    /// `log-in` of Lucide.
    LogIn,
    /// `log-out` of Lucide.
    LogOut,
    /// `qr-code` of Lucide.
    QrCode,
    /// `banknote` of Lucide.
    Banknote,
    /// `gauge` of Lucide.
    Gauge,
    /// `hourglass` of Lucide.
    Hourglass,
    /// `download` of Lucide.
    Download,
    /// `upload` of Lucide.
    Upload,
    /// `mail` of Lucide.
    Mail,
    /// `message-square` of Lucide.
    MessageSquare,
    /// `history` of Lucide.
    History,
    /// `file-text` of Lucide.
    FileText,
    /// `trash-2` of Lucide.
    Trash,
    /// `pencil` of Lucide.
    Edit,
    /// `external-link` of Lucide.
    ExternalLink,
    /// `link` of Lucide.
    Link,
    /// `lock` of Lucide.
    Lock,
    /// `zap` of Lucide.
    Zap,
    /// `minus` of Lucide.
    Minus,
    /// `list` of Lucide.
    List,
    /// `package` of Lucide.
    Package,
    /// `scroll-text` of Lucide.
    ScrollText,
    /// `power` of Lucide.
    Power,
    /// `circle-question-mark` of Lucide.
    Help,
    /// `timer` of Lucide.
    Timer,
    /// `chart-column` of Lucide.
    Chart,
    /// `funnel` of Lucide.
    Funnel,
    /// `globe` of Lucide.
    Globe,
    /// `languages` of Lucide.
    Languages,
    /// `menu` of Lucide.
    Menu,
    /// `door-open` of Lucide.
    Room,
    /// `badge-check` of Lucide.
    BadgeCheck,
    /// `life-buoy` of Lucide.
    LifeBuoy,
}

impl Icon {
    /// All of them, for the gallery and the test.
    pub const ALL: &[Self] = &[
        Self::Ticket,
        Self::Tickets,
        Self::Desk,
        Self::Search,
        Self::Plus,
        Self::Close,
        Self::Check,
        Self::ChevronDown,
        Self::ChevronUp,
        Self::ChevronLeft,
        Self::ChevronRight,
        Self::Calendar,
        Self::CalendarClock,
        Self::Printer,
        Self::Ban,
        Self::Clock,
        Self::Circle,
        Self::CircleDot,
        Self::CircleCheck,
        Self::CircleX,
        Self::CircleDashed,
        Self::Warning,
        Self::Info,
        Self::User,
        Self::Users,
        Self::Bed,
        Self::Smartphone,
        Self::Wifi,
        Self::WifiOff,
        Self::Key,
        Self::Copy,
        Self::Undo,
        Self::Refresh,
        Self::Ellipsis,
        Self::Settings,
        Self::Router,
        Self::Server,
        Self::Database,
        Self::Activity,
        Self::ArrowUp,
        Self::ArrowDown,
        Self::ArrowLeft,
        Self::ArrowRight,
        Self::Sortable,
        Self::Eye,
        Self::EyeOff,
        Self::Sun,
        Self::Moon,
        Self::Contrast,
        Self::Keyboard,
        Self::LogIn,
        Self::LogOut,
        Self::QrCode,
        Self::Banknote,
        Self::Gauge,
        Self::Hourglass,
        Self::Download,
        Self::Upload,
        Self::Mail,
        Self::MessageSquare,
        Self::History,
        Self::FileText,
        Self::Trash,
        Self::Edit,
        Self::ExternalLink,
        Self::Link,
        Self::Lock,
        Self::Zap,
        Self::Minus,
        Self::List,
        Self::Package,
        Self::ScrollText,
        Self::Power,
        Self::Help,
        Self::Timer,
        Self::Chart,
        Self::Funnel,
        Self::Globe,
        Self::Languages,
        Self::Menu,
        Self::Room,
        Self::BadgeCheck,
        Self::LifeBuoy,
    ];

    /// The character of the icon in [`FONT`], of the private use area (U+E000 to U+F8FF).
    pub const fn glyph(self) -> char {
        match self {
            Self::Ticket => '\u{e20f}',
            Self::Tickets => '\u{e622}',
            Self::Desk => '\u{e378}',
            Self::Search => '\u{e151}',
            Self::Plus => '\u{e13d}',
            Self::Close => '\u{e1b2}',
            Self::Check => '\u{e06c}',
            Self::ChevronDown => '\u{e06d}',
            Self::ChevronUp => '\u{e070}',
            Self::ChevronLeft => '\u{e06e}',
            Self::ChevronRight => '\u{e06f}',
            Self::Calendar => '\u{e063}',
            Self::CalendarClock => '\u{e304}',
            Self::Printer => '\u{e141}',
            Self::Ban => '\u{e051}',
            Self::Clock => '\u{e087}',
            Self::Circle => '\u{e076}',
            Self::CircleDot => '\u{e345}',
            Self::CircleCheck => '\u{e226}',
            Self::CircleX => '\u{e084}',
            Self::CircleDashed => '\u{e4b0}',
            Self::Warning => '\u{e193}',
            Self::Info => '\u{e0f9}',
            Self::User => '\u{e19f}',
            Self::Users => '\u{e1a4}',
            Self::Bed => '\u{e2c2}',
            Self::Smartphone => '\u{e163}',
            Self::Wifi => '\u{e1ae}',
            Self::WifiOff => '\u{e1af}',
            Self::Key => '\u{e4a3}',
            Self::Copy => '\u{e09e}',
            Self::Undo => '\u{e2a1}',
            Self::Refresh => '\u{e145}',
            Self::Ellipsis => '\u{e0b6}',
            Self::Settings => '\u{e154}',
            Self::Router => '\u{e3bf}',
            Self::Server => '\u{e153}',
            Self::Database => '\u{e0ad}',
            Self::Activity => '\u{e038}',
            Self::ArrowUp => '\u{e04a}',
            Self::ArrowDown => '\u{e042}',
            Self::ArrowLeft => '\u{e048}',
            Self::ArrowRight => '\u{e049}',
            Self::Sortable => '\u{e37d}',
            Self::Eye => '\u{e0ba}',
            Self::EyeOff => '\u{e0bb}',
            Self::Sun => '\u{e178}',
            Self::Moon => '\u{e11e}',
            Self::Contrast => '\u{e09d}',
            Self::Keyboard => '\u{e284}',
            Self::LogIn => '\u{e10d}',
            Self::LogOut => '\u{e10e}',
            Self::QrCode => '\u{e1df}',
            Self::Banknote => '\u{e052}',
            Self::Gauge => '\u{e1bf}',
            Self::Hourglass => '\u{e296}',
            Self::Download => '\u{e0b2}',
            Self::Upload => '\u{e19e}',
            Self::Mail => '\u{e10f}',
            Self::MessageSquare => '\u{e117}',
            Self::History => '\u{e1f5}',
            Self::FileText => '\u{e0cc}',
            Self::Trash => '\u{e18e}',
            Self::Edit => '\u{e1f9}',
            Self::ExternalLink => '\u{e0b9}',
            Self::Link => '\u{e102}',
            Self::Lock => '\u{e10b}',
            Self::Zap => '\u{e1b4}',
            Self::Minus => '\u{e11c}',
            Self::List => '\u{e106}',
            Self::Package => '\u{e129}',
            Self::ScrollText => '\u{e45f}',
            Self::Power => '\u{e140}',
            Self::Help => '\u{e082}',
            Self::Timer => '\u{e1e0}',
            Self::Chart => '\u{e2a3}',
            Self::Funnel => '\u{e0dc}',
            Self::Globe => '\u{e0e8}',
            Self::Languages => '\u{e0fe}',
            Self::Menu => '\u{e115}',
            Self::Room => '\u{e3d6}',
            Self::BadgeCheck => '\u{e241}',
            Self::LifeBuoy => '\u{e101}',
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use cosmic_text::skrifa::MetadataProvider as _;
    use std::collections::HashSet;

    #[test]
    fn every_icon_has_its_own_glyph_in_the_font() {
        let face = cosmic_text::skrifa::FontRef::new(BYTES).unwrap();
        let glyphs: HashSet<_> = Icon::ALL
            .iter()
            .map(|icon| face.charmap().map(icon.glyph()).unwrap())
            .collect();
        assert_eq!(glyphs.len(), Icon::ALL.len());
    }
}
