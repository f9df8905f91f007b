//! The names of languages.

/// A language other than English and Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tongue {
    /// ISO 639-1, or 639-3 where there is none.
    pub code: &'static str,
    /// Its name in English.
    pub english: &'static str,
    /// Its name in Chinese.
    pub chinese: &'static str,
    /// Its own name for itself.
    pub own: &'static str,
}

impl Tongue {
    /// The language of a code, if it is one that can be told.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        TONGUES.iter().find(|tongue| tongue.code == code)
    }
}

const fn tongue(code: &'static str, english: &'static str, chinese: &'static str, own: &'static str) -> Tongue {
    Tongue { code, english, chinese, own }
}

/// All that can be told: those of a script, then those of the Latin one (with feature `encoder`).
pub const TONGUES: &[Tongue] = &[
    tongue("ja", "Japanese", "日语", "日本語"),
    tongue("ko", "Korean", "韩语", "한국어"),
    tongue("ru", "Russian", "俄语", "Русский"),
    tongue("uk", "Ukrainian", "乌克兰语", "Українська"),
    tongue("be", "Belarusian", "白俄罗斯语", "Беларуская"),
    tongue("bg", "Bulgarian", "保加利亚语", "Български"),
    tongue("sr", "Serbian", "塞尔维亚语", "Српски"),
    tongue("mk", "Macedonian", "马其顿语", "Македонски"),
    tongue("kk", "Kazakh", "哈萨克语", "Қазақша"),
    tongue("mn", "Mongolian", "蒙古语", "Монгол"),
    tongue("el", "Greek", "希腊语", "Ελληνικά"),
    tongue("he", "Hebrew", "希伯来语", "עברית"),
    tongue("ar", "Arabic", "阿拉伯语", "العربية"),
    tongue("fa", "Persian", "波斯语", "فارسی"),
    tongue("ur", "Urdu", "乌尔都语", "اردو"),
    tongue("ug", "Uyghur", "维吾尔语", "ئۇيغۇرچە"),
    tongue("hi", "Hindi", "印地语", "हिन्दी"),
    tongue("mr", "Marathi", "马拉地语", "मराठी"),
    tongue("ne", "Nepali", "尼泊尔语", "नेपाली"),
    tongue("bn", "Bengali", "孟加拉语", "বাংলা"),
    tongue("pa", "Punjabi", "旁遮普语", "ਪੰਜਾਬੀ"),
    tongue("gu", "Gujarati", "古吉拉特语", "ગુજરાતી"),
    tongue("or", "Odia", "奥里亚语", "ଓଡ଼ିଆ"),
    tongue("ta", "Tamil", "泰米尔语", "தமிழ்"),
    tongue("te", "Telugu", "泰卢固语", "తెలుగు"),
    tongue("kn", "Kannada", "卡纳达语", "ಕನ್ನಡ"),
    tongue("ml", "Malayalam", "马拉雅拉姆语", "മലയാളം"),
    tongue("si", "Sinhala", "僧伽罗语", "සිංහල"),
    tongue("th", "Thai", "泰语", "ไทย"),
    tongue("lo", "Lao", "老挝语", "ລາວ"),
    tongue("bo", "Tibetan", "藏语", "བོད་སྐད་"),
    tongue("my", "Burmese", "缅甸语", "မြန်မာ"),
    tongue("ka", "Georgian", "格鲁吉亚语", "ქართული"),
    tongue("hy", "Armenian", "亚美尼亚语", "Հայերեն"),
    tongue("am", "Amharic", "阿姆哈拉语", "አማርኛ"),
    tongue("km", "Khmer", "高棉语", "ខ្មែរ"),
    tongue("es", "Spanish", "西班牙语", "Español"),
    tongue("fr", "French", "法语", "Français"),
    tongue("de", "German", "德语", "Deutsch"),
    tongue("it", "Italian", "意大利语", "Italiano"),
    tongue("pt", "Portuguese", "葡萄牙语", "Português"),
    tongue("nl", "Dutch", "荷兰语", "Nederlands"),
    tongue("sv", "Swedish", "瑞典语", "Svenska"),
    tongue("da", "Danish", "丹麦语", "Dansk"),
    tongue("nb", "Norwegian", "挪威语", "Norsk"),
    tongue("fi", "Finnish", "芬兰语", "Suomi"),
    tongue("pl", "Polish", "波兰语", "Polski"),
    tongue("cs", "Czech", "捷克语", "Čeština"),
    tongue("sk", "Slovak", "斯洛伐克语", "Slovenčina"),
    tongue("sl", "Slovenian", "斯洛文尼亚语", "Slovenščina"),
    tongue("hr", "Croatian", "克罗地亚语", "Hrvatski"),
    tongue("hu", "Hungarian", "匈牙利语", "Magyar"),
    tongue("ro", "Romanian", "罗马尼亚语", "Română"),
    tongue("tr", "Turkish", "土耳其语", "Türkçe"),
    tongue("vi", "Vietnamese", "越南语", "Tiếng Việt"),
    tongue("id", "Indonesian", "印度尼西亚语", "Bahasa Indonesia"),
    tongue("ms", "Malay", "马来语", "Bahasa Melayu"),
    tongue("tl", "Filipino", "菲律宾语", "Filipino"),
    tongue("ca", "Catalan", "加泰罗尼亚语", "Català"),
    tongue("et", "Estonian", "爱沙尼亚语", "Eesti"),
    tongue("lt", "Lithuanian", "立陶宛语", "Lietuvių"),
    tongue("lv", "Latvian", "拉脱维亚语", "Latviešu"),
    tongue("sq", "Albanian", "阿尔巴尼亚语", "Shqip"),
    tongue("sw", "Swahili", "斯瓦希里语", "Kiswahili"),
    tongue("af", "Afrikaans", "南非荷兰语", "Afrikaans"),
    tongue("is", "Icelandic", "冰岛语", "Íslenska"),
    tongue("eu", "Basque", "巴斯克语", "Euskara"),
    tongue("az", "Azerbaijani", "阿塞拜疆语", "Azərbaycanca"),
];
