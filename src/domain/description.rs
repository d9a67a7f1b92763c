//! Texts of products for those who cannot take every character.

/// What Authorize.net is sent of a description: letters A to Z, digits and spaces; everything else is taken away, not
/// replaced (P7, A35). The stored text is untouched.
pub fn for_authorize_net(description: &str) -> String {
    description
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == ' ')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::for_authorize_net;

    #[test]
    fn special_characters_are_removed() {
        #[rustfmt::skip]
        let table = [
            ("PX06",  "Café 24h – Wi-Fi & TV", "Caf 24h  WiFi  TV"),
            ("plain", "One day",               "One day"),
            ("none",  "日本語",                 ""),
            ("lines", "a\tb\nc",               "abc"),
        ];
        for (name, description, wanted) in table {
            assert_eq!(for_authorize_net(description), wanted, "{name}");
        }
    }
}
