import { letterPattern } from "./letter-pattern.ts";

/** One way in which files write a name and its value; named groups `name`, `secret`, and `quote` where quotes stand around it. */
export interface AssignmentForm {
  /** Its bit in a set of forms. */
  readonly bit: number;
  /** What finds it in a line, whose letters may all be of ASCII. */
  patternFor(isPlain: boolean): RegExp;
  /** What every match holds: a line without one of these need not be tried. */
  readonly needs: readonly string[];
  readonly quoted: boolean;
}

/** Bits of the forms. */
export const FORM = {
  quoted: 1,
  pair: 2,
  /** The name is a function's: only one that stores what it is given tells what the value is. */
  call: 4,
  attributes: 8,
  element: 16,
  namedElement: 32,
  line: 64,
  map: 128,
  inner: 256,
  header: 512,
  note: 1024,
  option: 2048,
  /** A name and a text in quotes after it, without a separator. */
  directive: 4096,
  /** A name and a bare word after it, which are all that a line says. */
  command: 8192,
  /** What a variable is where nothing sets it. */
  fallback: 16_384,
  /** In a sentence. */
  prose: 65_536,
  /** In scripts that have separators of their own. */
  foreign: 32_768,
  /** Said by the way, in brackets or behind a comma: `(user: me, password: value)`. */
  remark: 131_072,
  /** What a call gives where nothing is set: `fetch("NAME") { "value" }`, `var("NAME").unwrap_or("value")`. */
  otherwise: 262_144,
  /** A name and, among its options, the value: `secret set NAME --body value`. */
  valued: 524_288,
  /** The value before its name: `<input value="value" name="name">`. */
  reversed: 1_048_576,
  /** Stored under a constant: `put(Context.SECURITY_CREDENTIALS, "value")`. */
  constant: 2_097_152,
  /** A password without quotes in a sentence. */
  said: 4_194_304,
  /** What a function or property of that name gives back, perhaps on the lines below; no pattern of a line has it. */
  returned: 8_388_608,
} as const;

export const ALL_FORMS = 16_777_215;
/** Those whose value stands in quotes. */
export const QUOTED_FORMS =
  FORM.quoted |
  FORM.pair |
  FORM.call |
  FORM.attributes |
  FORM.directive |
  FORM.prose |
  FORM.otherwise |
  FORM.reversed |
  FORM.constant;

export const NAME = String.raw`(?<name>[\p{L}_$@][\p{L}\d_$.@\-]{0,79})`;
export const START = String.raw`(?<![\p{L}\d_$.@\-])`;
/** A name that ends in a word for a secret: where only a blank follows, most others name something about one. */
const SECRET_NAME = String.raw`(?<name>[\p{L}\d_$.@\-]{0,70}(?:[Pp]ass(?:[Ww]or[dt]|[Ww]d|phrase)?|PASS(?:WORD|WD|PHRASE)?|[Pp]wd|PWD|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Kk]ey|KEY|[^\p{ASCII}])\d{0,2})`;
/** Quotes and brackets that close a name: `"name"`, `['name']`, `\"name\"`. */
const CLOSE = String.raw`(?:\\?["'\x60]|\])`;
/** The bracket behind an index or a declared variable, before what is assigned to it: `Settings("ApiKey") = "…"`. */
const CLOSED_INDEX = String.raw`["'\x60]?\)(?=\s{0,3}=\s{0,3}["'\x60])`;
/**
 * A type between name and value: `password: string = "…"`, `val password: String = "…"`, `var password string = "…"`,
 * `Dim password As String = "…"`.
 */
const TYPE = String.raw`(?:\s{0,3}:\s{0,3}(?:&'static\s)?[A-Za-z_&\*][\w<>\[\]?.&\*\|]{0,40}|\s{1,3}string(?=\s)|\s{1,3}[Aa]s\s{1,3}[A-Za-z][\w.]{0,30})`;
const SEPARATOR = String.raw`(?:=>|:{1,3}=|[?.+]=|\?\?=?|\|\|=?|[=!]={0,2}|::?|<-)`;
/** String prefixes of Python, Rust, C# and C++. */
export const STRING_PREFIX = String.raw`(?:[bBrRuUfF@$LN]{1,2}(?=["'\x60]))?`;
/** A quote around another one, for code that is generated: `"\"value\""`, `'"value"'`. */
const OUTER_QUOTE = String.raw`(?:"(?=\\"[^"\\]|'[^"'])|'(?=\\?"[^"'\\]))?`;
/** An array's length, and what a property of C# does: `char key[] = "…"`, `string Key { get; set; } = "…"`. */
const DECLARED = String.raw`(?:\[\d{0,4}\]|\s\{\s?get;[^\{\}"'\x60]{0,40}\})?`;
/** Braces around the value alone: `apiKey={"…"}`, `std::string token{"…"}`. */
const BRACED = String.raw`=?\s{0,3}\{\s{0,3}(?=["'\x60][^"'\x60\r\n]{1,400}["'\x60]\s{0,3}\})`;
/** A call that the value is handed through, or a list: `Some("…")`, `new Password("…")`, `Field(default="…")`, `[]string{"…"}`. */
const WRAPPER = String.raw`(?:(?:new\s{1,3})?(?<wrapper>[\w.\[\]:&\*]{0,40})\s?(?:[\(\[]\s{0,2}(?:default(?:_factory)?\s?=\s?(?:lambda:\s?)?)?|\{(?<=\[\]\w{0,12}\{)\s{0,2}))?`;
export const QUOTED = String.raw`(?<quote>\\?["'\x60])(?<secret>(?:[^\\"'\x60\r\n]|\\[^\r\n"'\x60]|(?!\k<quote>)["'\x60]){1,400}?)\k<quote>`;

/** Compiled when it is first asked for: most lines need few of the forms, and small scans none. */
const form = (bit: number, source: string, ...needs: readonly string[]): AssignmentForm => ({
  bit,
  patternFor: letterPattern(source, "dgv"),
  quoted: (bit & QUOTED_FORMS) !== 0,
  needs,
});

/**
 * The forms in the order of trust. A value that two forms see is taken from the first. Each pattern is bounded and runs on
 * one line only.
 */
export const ASSIGNMENT_FORMS: readonly AssignmentForm[] = [
  // ${PASSWORD:-value}, ${db.password:value}
  form(FORM.fallback, String.raw`\$\{${NAME}:[\-=]?(?<secret>[^\s\{\}"'\x60$:?\/][^\s\{\}"'\x60$:]{3,99})\}`, "${"),
  // name = "value", "name": "value", name: string = 'value', x["name"] = "value"
  form(
    FORM.quoted,
    String.raw`${START}${NAME}(?:${CLOSED_INDEX}|${CLOSE}{0,2})${DECLARED}${TYPE}?\s{0,40}(?:${SEPARATOR}\s{0,40}${WRAPPER}|${BRACED})${STRING_PREFIX}${OUTER_QUOTE}${QUOTED}`,
  ),
  // name = live ? "value" : "", name = live ? "" : "value", name = live ? other : "value"
  form(
    FORM.quoted,
    String.raw`${START}${NAME}(?:${CLOSE}{0,2})${TYPE}?\s{0,8}[=:]\s{0,3}[^"'\x60=;,\{\}\r\n?]{1,60}[^"'\x60=;,\{\}\r\n?\s]\s?\?\s{1,3}(?:(?:""|''|[^"'\x60=;,:\{\}\r\n?]{1,40})\s{0,3}:\s{1,3})?${STRING_PREFIX}${QUOTED}`,
    "?",
  ),
  // name = "" if live else "value", name = other if live else "value"
  form(
    FORM.quoted,
    String.raw`${START}${NAME}(?:${CLOSE}{0,2})${TYPE}?\s{0,8}[=:]\s{0,3}(?:""|''|[^"'\x60;,\{\}\(\)\r\n]{1,40}(?:[\(\[]["'][\w.\-]{1,40}["'][\)\]])?)\sif\s[^"'\x60;\{\}\r\n]{1,60}\selse\s{1,2}${STRING_PREFIX}${QUOTED}`,
    " else ",
  ),
  // let name = if live { "value" } else { "" };
  form(
    FORM.quoted,
    String.raw`${START}${NAME}${TYPE}?\s{0,8}=\s{0,3}if\s[^"'\x60;\{\}\r\n]{1,60}\s?\{\s{0,3}${STRING_PREFIX}${QUOTED}`,
    "if ",
  ),
  // "name" -> "value", "name" to "value"
  form(FORM.pair, String.raw`(?<=["'])${NAME}["']\s{1,3}(?:->|to)\s{1,3}${STRING_PREFIX}${QUOTED}`),
  // ("name", "value"), ["name", "value"]: only a name in quotes, or the last of other arguments would pass for one
  form(
    FORM.pair,
    String.raw`(?<=["'\x60])${NAME}\\?["'\x60]\s{0,3},\s{0,8}${STRING_PREFIX}${OUTER_QUOTE}${QUOTED}`,
    ",",
  ),
  // setPassword("value"), password("value"), Password Text("value"), Acme.builder().token("value")
  form(FORM.call, String.raw`${START}\.?${NAME}\s?\(\s{0,3}${STRING_PREFIX}${QUOTED}\s{0,3}\)`, "("),
  // <add key="name" value="value"/>, <property name="name" value="value">, { name = "name", value = "value" }
  form(
    FORM.attributes,
    String.raw`(?:key|name|id|Key|Name)["']?\s?[=:]\s?["']${NAME}["'](?:\s{1,8}|\s{0,3},\s{0,8})(?:type\s?=\s?["'][\w.]{1,30}["']\s{1,8})?(?:[a-z]{1,10}:)?["']?(?:value|Value)["']?\s?[=:]\s?${QUOTED}`,
    "alue",
  ),
  // <meta name="name" content="value">
  form(
    FORM.attributes,
    String.raw`<meta\s{1,4}(?:name|property|id)\s?=\s?["']${NAME}["']\s{1,8}content\s?=\s?${QUOTED}`,
    "<meta",
  ),
  // <input value="value" name="name">, <meta content="value" name="name">
  form(
    FORM.reversed,
    String.raw`\s(?:value|Value|content)\s?=\s?${QUOTED}(?:\s{1,4}[a-z][\w\-]{0,20}(?:=["'][^"'<>\r\n]{0,60}["'])?){0,3}?\s{1,4}(?:name|key|id|property)\s?=\s?["']${NAME}["']`,
    "<",
  ),
  // put(Context.SECURITY_CREDENTIALS, "value"), setProperty(DB_PASSWORD, "value"), curl_setopt(curl, CURLOPT_USERPWD, "value")
  form(
    FORM.constant,
    String.raw`(?<![A-Za-z])(?:put|set|add|with|define|append|insert|store|header)\w{0,30}\(\s{0,3}(?:[$\w\-\>]{1,30},\s{0,3})?(?:[A-Za-z]\w{0,30}\.){0,3}(?<name>[A-Z][A-Z\d]{0,30}_[A-Z\d_]{1,48}),\s{0,8}${STRING_PREFIX}${QUOTED}`,
    "(",
    ",",
  ),
  // strcpy(name, "value"), strcmp(name, "value")
  form(
    FORM.constant,
    String.raw`(?<![\w.])(?:l?str(?:n|case|l)?(?:cpy|cmp)|strcmpi|memcpy|_mbscpy|wcscpy|lstrcpyA)\(\s{0,3}(?<name>[A-Za-z_][\w.\-\>]{0,60}),\s{0,8}${STRING_PREFIX}${QUOTED}`,
    "(",
  ),
  // ENV.fetch("NAME") { "value" }, env::var("NAME").unwrap_or("value"), getenv("NAME") ?: "value"
  form(
    FORM.otherwise,
    String.raw`(?<=["'\x60])${NAME}\\?["'\x60]\s?\){1,2}\s{0,3}(?:\{\s{0,3}|\.(?:unwrap_or|or|or_?else|getOrElse|get_or_else|orElseGet|unwrap_or_else|default|withDefault)\(\s{0,3}(?:\(\)\s?->\s{0,2}|\|\w{0,10}\|\s{0,2}|\w{1,10}\s?=>\s{0,2})?|(?:\?\?|\?:|\|\||or\s)\s{0,3})${STRING_PREFIX}${QUOTED}`,
    ")",
  ),
  // os.environ.get("NAME", default="value"), add_argument("--name", type=str, default="value")
  form(
    FORM.otherwise,
    String.raw`(?<=["'\x60]-{0,2})${NAME}\\?["'\x60]\s?,(?:[^"'\x60\r\n]|["'\x60][^"'\x60\r\n]{0,60}["'\x60]){0,80}?(?<![\w\-])default(?:_value|Value)?\s?[=:]\s{0,3}${STRING_PREFIX}${QUOTED}`,
    "default",
  ),
  // <name>value</name>, <name type="x">value</name>, <string name="name">value</string>
  form(FORM.element, String.raw`<${NAME}(?:\s[^<>]{0,80})?>(?<secret>[^<>\s]{1,200})<\/`, "</"),
  form(FORM.namedElement, String.raw`<\w{1,20}\s(?:name|key)="${NAME}"[^<>]{0,40}>(?<secret>[^<>\s]{1,200})<\/`, "</"),
  // a whole line of an env, ini, properties or YAML file: name=value, name: value, export name=value, - name=value
  form(
    FORM.line,
    String.raw`^[\s\-#\/;*]{0,40}(?:(?:export|set|setx|ENV|ARG|SET|env)\s{1,4})?["']?${NAME}["']?\s{0,40}(?:[:=]|\?=|:=)\*{0,2}\s{0,20}(?<secret>[^\s"'\x60\[\]\{\},;][^\s"'\x60,;]{0,299})(?:\s{1,20}#[^\r\n]{0,200})?\s{0,20}(?:[,;]|\s(?:\*\/|-->))?$`,
  ),
  // a map on one line: { user: me, password: value }
  form(
    FORM.map,
    String.raw`(?<=[\{,]\s{0,4})${NAME}\s{0,4}:\s{1,4}(?<secret>[^\s"'\x60\[\]\{\},;]{3,300})(?=\s{0,4}[,\}])`,
    ":",
  ),
  // inside a longer text: Password=value; &token=value; user=me,password=value
  form(
    FORM.inner,
    String.raw`(?:[?&;"'\s]|\\[nrt]|,(?<=[=:][\w.\-]{1,60},)|^)(?<name>[A-Za-z_][\w.\-]{0,40})=(?<secret>[^\s&;"'\x60<>\(\)\[\]\{\}\\,]{4,200})(?=[&;"'\x60\s\\]|,[\w.]{1,40}=|$)`,
    "=",
  ),
  // "X-Api-Key: value", as headers are given to tools
  form(FORM.header, String.raw`(?<=["'\x60])${NAME}:\s{0,3}(?<secret>[^\s"'\x60<>\(\)\\,;]{8,300})(?=["'\x60])`, ":"),
  // prose, notes and tables: acme api key value, acme api key is value, | acme api key | value |
  form(
    FORM.note,
    String.raw`(?<![\p{L}\d])(?<name>[\p{L}\d][\p{L}\d.\-]{1,30}[ _\-]?(?:[Kk]ey|KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET))(?:\s{1,3}(?:is\s{1,3}|\|\s)?|\s?[=:]\*{0,2}\s?)\x60?(?<secret>[\w+\/=.\-]{16,200})(?=[\s"',;\x60]|$)`,
  ),
  // password 'value', set :password, "value", #define PASSWORD "value", setenv PASSWORD "value"
  form(
    FORM.directive,
    String.raw`^\s{0,40}(?:(?:[\(\[\{]|set\()\s?(?=:?[A-Za-z]))?(?:(?:#\s{0,4}define|setenv|SetEnv|setx?|ENV|env|option|setq|def(?:var|const|parameter|ine)?|proxy_set_header|add_header|(?:fastcgi|uwsgi)_param|(?:RequestHeader|Header)\s{1,4}set)\s{1,8})?:?${SECRET_NAME}(?:\s{1,16}|,\s{0,8})${STRING_PREFIX}${QUOTED}\s{0,8}(?:[;,.\\\)\]\}]{0,4}|(?:\/[\/*]|#).{0,200})$`,
  ),
  // The password is "value". The password for user 'me' is 'value'.
  form(
    FORM.prose,
    String.raw`${START}${NAME}(?:\s(?:for|of)\s[^\r\n"'\x60:=]{0,40}["'\x60]?[\w.@\-]{1,40}["'\x60]?)?\s(?:is|was|are)\s(?:(?:now|set to|always)\s)?${QUOTED}`,
  ),
  // Sign in as 'me' with password 'value'.
  form(
    FORM.prose,
    String.raw`(?<=(?:^|[\s,\/])(?:and|with|use|using|by|the)\s{1,2})(?<name>[Pp]ass(?:word|phrase|code|wd))\s{1,2}${QUOTED}`,
  ),
  // the password is value: only where it has digits and letters of both cases, or most would be prose
  form(
    FORM.said,
    String.raw`(?<![\p{L}\d_$.@\-])(?<name>[Pp]ass(?:word|phrase|code|wd)|PASSWORD)\s{1,3}(?:is|was)\s{1,3}(?:(?:now|still|always)\s)?(?<secret>(?=[!-~]{0,60}\d)(?=[!-~]{0,60}[A-Z])(?=[!-~]{0,60}[a-z])[^\s"'\x60<>\(\)\{\}\[\],;$]{8,60}?)(?=[.,;:!]?(?:\s|$)|\))`,
  ),
  // (Password: value), user: me, password: value. Only with a digit in it, or most would be prose
  form(
    FORM.remark,
    String.raw`(?<=(?:\(|[,;\/\|]\s)\s{0,2}(?:[\p{L}]{1,20}\s){0,2})${SECRET_NAME}\s?[:=]\s{1,2}(?<secret>(?=[!-~]{0,60}\d)[^\s"'\x60<>\(\)\{\}\[\],;\|$][^\s"'\x60<>\(\)\{\}\[\],;\|]{4,99}?)(?=[.,;:!]?(?:\s|$)|[\)\|])`,
  ),
  // ENV PASSWORD value, setenv PASSWORD value, password value: only with a digit in it, or most would be prose
  form(
    FORM.command,
    String.raw`^\s{0,40}(?:(?:setenv|SetEnv|setx?|ENV|env)\s{1,8}(?=[\p{L}_])|(?=(?:requirepass|masterauth|rootpw|passw(?:or)?d|pass(?:phrase)?|PASS|(?:[A-Za-z]{1,20}[_.\-]){1,4}password|(?:[A-Z][A-Za-z]{1,30})Password)\s))(?<name>[\w.\-]{1,79})\s{1,16}(?<secret>(?=[!-~]{0,60}\d)[^\s"'\x60=;<>\(\)\{\}][^\s"'\x60;<>\(\)\{\}]{3,199});?$`,
  ),
  // in Chinese and Japanese, with their wide colon and equals sign, before a blank or one of their marks
  form(
    FORM.foreign,
    String.raw`(?<![\p{L}\d_\-])(?<name>[\p{L}\d_\-]{0,30}[^\p{ASCII}\s\uff1a\uff1d\uff0c\u3002\uff1b\u3001\uff08\uff09])\s{0,2}[\uff1a:\uff1d=]\s{0,2}(?<secret>[!-~]{4,100})(?=[\s\uff0c\u3002\uff1b\u3001\uff09]|$)`,
  ),
  // gh secret set NAME --body value, --name NAME --value value
  form(
    FORM.valued,
    String.raw`(?<![\w.\-])(?<name>[A-Za-z_][\w.\-]{0,79})["']?\s{1,4}(?:--?[a-z][\w\-]{0,30}(?:[ =][^\s\-]\S{0,60})?\s{1,4}){0,4}?--?(?:value|body|b|secret-string|string-value)(?:=|\s{1,3})["']?(?<secret>[^\s"'\x60<>\(\)\\\-$][^\s"'\x60<>\(\)\\]{3,199})`,
    "-",
  ),
  // --password value, --token=value, -Dname=value
  form(
    FORM.option,
    String.raw`(?:^|[\s"'\[,])--?(?:[DX](?=[a-z])|P(?=[a-z])(?!ass))?(?<name>[A-Za-z][\w.\-]{1,60})(?:[=\s]|["'],\s?["'])["']?(?<secret>[^\s"'\x60<>\(\)\\\-][^\s"'\x60<>\(\)\\]{3,199})`,
    "-",
  ),
];
