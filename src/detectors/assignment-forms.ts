/** One way in which files write a name and its value; named groups `name`, `secret`, and `quote` where quotes stand around it. */
export interface AssignmentForm {
  readonly pattern: RegExp;
  /** What every match holds: a line without one of these need not be tried. */
  readonly needs: readonly string[];
  readonly quoted: boolean;
  /** Set where the name is a function's: only one that stores what it is given tells what the value is. */
  readonly call?: true;
}

const NAME = String.raw`(?<name>[\p{L}_$@][\p{L}\d_$.@\-]{0,79})`;
const START = String.raw`(?<![\p{L}\d_$.@\-])`;
/** Quotes and brackets that close a name: `"name"`, `['name']`, `\"name\"`. */
const CLOSE = String.raw`(?:\\?["'\x60]|\])`;
/** A type between name and value: `password: string = "…"`, `val password: String = "…"`, `var password string = "…"`. */
const TYPE = String.raw`(?:\s{0,3}:\s{0,3}[A-Za-z_&\*][\w<>\[\]?.&\*\|]{0,40}|\s{1,3}string(?=\s))`;
const SEPARATOR = String.raw`(?:=>|:{1,3}=|[?.+]=|\?\?=|\|\|=|[=!]={0,2}|::?|<-)`;
/** String prefixes of Python, Rust, C# and C++. */
const STRING_PREFIX = String.raw`(?:[bBrRuUfF@$LN]{1,2}(?=["'\x60]))?`;
/** A call that the value is handed through: `Some("…")`, `new Password("…")`, `[]byte("…")`. */
const WRAPPER = String.raw`(?:(?:new\s{1,3})?(?<wrapper>[\w.\[\]:&\*]{0,40})\s?[\(\[]\s{0,2})?`;
const QUOTED = String.raw`(?<quote>\\?["'\x60])(?<secret>(?:[^\\"'\x60\r\n]|\\[^\r\n"'\x60]|(?!\k<quote>)["'\x60]){1,400}?)\k<quote>`;

/** Compiled when it is first asked for: most lines need few of the forms, and small scans none. */
const form = (source: string, quoted: boolean, ...needs: readonly string[]): AssignmentForm => {
  let pattern: RegExp | undefined;
  return {
    get pattern() {
      pattern ??= new RegExp(source, "dgv");
      return pattern;
    },
    quoted,
    needs,
  };
};
const callForm = (source: string, ...needs: readonly string[]): AssignmentForm =>
  Object.assign(form(source, true, ...needs), { call: true } as const);

/**
 * The forms in the order of trust. A value that two forms see is taken from the first. Each pattern is bounded and runs on
 * one line only.
 */
export const ASSIGNMENT_FORMS: readonly AssignmentForm[] = [
  // name = "value", "name": "value", name: string = 'value', x["name"] = "value"
  form(
    String.raw`${START}${NAME}${CLOSE}{0,2}${TYPE}?\s{0,40}${SEPARATOR}\s{0,40}${WRAPPER}${STRING_PREFIX}${QUOTED}`,
    true,
  ),
  // ("name", "value"), ["name", "value"]: only a name in quotes, or the last of other arguments would pass for one
  form(String.raw`(?<=["'\x60])${NAME}\\?["'\x60]\s{0,3},\s{0,8}${STRING_PREFIX}${QUOTED}`, true, ","),
  // setPassword("value"), password("value"), Password Text("value")
  callForm(String.raw`${START}${NAME}\s?\(\s{0,3}${STRING_PREFIX}${QUOTED}\s{0,3}\)`, "("),
  // <add key="name" value="value"/>, <property name="name" value="value">
  form(
    String.raw`(?:key|name|id|Key|Name)\s?=\s?["']${NAME}["']\s{1,8}(?:type\s?=\s?["'][\w.]{1,30}["']\s{1,8})?(?:value|Value)\s?=\s?${QUOTED}`,
    true,
    "alue",
  ),
  // <name>value</name>, <name type="x">value</name>, <string name="name">value</string>
  form(String.raw`<${NAME}(?:\s[^<>]{0,80})?>(?<secret>[^<>\s]{1,200})<\/`, false, "</"),
  form(String.raw`<\w{1,20}\s(?:name|key)="${NAME}"[^<>]{0,40}>(?<secret>[^<>\s]{1,200})<\/`, false, "</"),
  // a whole line of an env, ini, properties or YAML file: name=value, name: value, export name=value, - name=value
  form(
    String.raw`^[\s\-#\/;]{0,40}(?:(?:export|set|setx|ENV|ARG|SET|env)\s{1,4})?["']?${NAME}["']?\s{0,40}(?:[:=]|\?=|:=)\s{0,20}(?<secret>[^\s"'\x60\[\]\{\},;][^\s"'\x60,;]{0,299})(?:\s{1,20}#[^\r\n]{0,200})?\s{0,20}[,;]?$`,
    false,
  ),
  // a map on one line: { user: me, password: value }
  form(
    String.raw`(?<=[\{,]\s{0,4})${NAME}\s{0,4}:\s{1,4}(?<secret>[^\s"'\x60\[\]\{\},;]{3,300})(?=\s{0,4}[,\}])`,
    false,
    ":",
  ),
  // inside a longer text: Password=value; &token=value
  form(
    String.raw`(?:[?&;"'\s]|\\[nrt]|^)(?<name>[A-Za-z_][\w.\-]{0,40})=(?<secret>[^\s&;"'\x60<>\(\)\[\]\{\}\\,]{4,200})(?=[&;"'\x60\s\\]|$)`,
    false,
    "=",
  ),
  // "X-Api-Key: value", as headers are given to tools
  form(String.raw`(?<=["'\x60])${NAME}:\s{0,3}(?<secret>[^\s"'\x60<>\(\)\\,;]{8,300})(?=["'\x60])`, false, ":"),
  // prose and notes: acme api key value
  form(
    String.raw`(?<![\p{L}\d])(?<name>[\p{L}\d][\p{L}\d.\-]{1,30}[ _\-]?(?:[Kk]ey|KEY|[Tt]oken|TOKEN|[Ss]ecret|SECRET))(?:\s{1,3}|\s?[=:]\s?)(?<secret>[\w+\/=.\-]{16,200})(?=[\s"',;]|$)`,
    false,
  ),
  // --password value, --token=value, -Dname=value
  form(
    String.raw`(?:^|[\s"'\[,])--?(?:[DPX](?=[a-z]))?(?<name>[A-Za-z][\w.\-]{1,60})(?:[=\s]|["'],\s?["'])["']?(?<secret>[^\s"'\x60<>\(\)\\\-][^\s"'\x60<>\(\)\\]{3,199})`,
    false,
    "-",
  ),
];
