import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASSIGNMENT_FORMS, FORM, QUOTED_FORMS } from "../../src/detectors/assignment-forms.ts";
import { PossibleForms } from "../../src/detectors/possible-forms.ts";
import { storesItsValue } from "../../src/detectors/stores-value.ts";

const KEYWORDS = ["pass", "key", "secret", "token"];
const NAMED = new RegExp(KEYWORDS.join("|"), "iv");
const possible = new PossibleForms(KEYWORDS);

const told = (line: string, inCode: boolean): number => {
  const bytes = Buffer.from(`x\n${line}\ny`);
  return possible.in(bytes, 2, bytes.length - 2, inCode);
};

/** In code two words are no command, and what stands in brackets are arguments. */
const NOT_IN_CODE = FORM.command | FORM.remark;

/** The forms that do match a line, and of those the ones whose value is more than a name in code. */
function formsOf(line: string): { all: number; telling: number } {
  let all = 0;
  let telling = 0;
  for (const { bit, patternFor } of ASSIGNMENT_FORMS) {
    const pattern = patternFor(false);
    pattern.lastIndex = 0;
    for (let found = pattern.exec(line); found !== null; found = pattern.exec(line)) {
      const { name = "", secret = "" } = found.groups ?? {};
      pattern.lastIndex = (found.indices?.groups?.["name"]?.[1] ?? found.index) + 1;
      if (!NAMED.test(name) || (bit === FORM.call && !storesItsValue(name))) continue;
      all |= bit;
      if ((bit & QUOTED_FORMS) !== 0 || (/\d/.test(secret) && (bit & NOT_IN_CODE) === 0)) telling |= bit;
    }
  }
  return { all, telling };
}

const PIECES = [
  ..."key,token,apiKey,db_password,password,SECRET,setPassword,x-token,user,get,is,export,set,ENV,#define,is,are,name,value,string,new,char,type,As,DB_TOKEN,put,content,default,with,was,or,--body,<meta,setq".split(
    ",",
  ),
  ..."abc,Hunter2two,hunter2,0x1f,1234567890abcdef,aVeryLongValueOfLetters,a.b,$x,@me,é".split(","),
  ...'${,=,:,==,:=,=>,?=,+=,<-,.=,[],[16],{ get; set; },**,|,::,(,),[,],{,},<,>,/>,</,-,--,-D,;,\\,\\n,",\',`,\\",#,&,?,!,|'.split(
    ",",
  ),
  ",",
  " ",
  "  ",
  "\t",
  "\r",
];
const lines = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(""));

const EXAMPLES: readonly (readonly [form: keyof typeof FORM, line: string])[] = [
  ["quoted", `  password: string = "abcdef"`],
  ["quoted", String.raw`{\"api_key\": \"abcdef\"}`],
  ["quoted", `config["secret"] = Some(b"abcdef")`],
  ["quoted", `x.token.="abcdef"`],
  ["quoted", `static const char api_key[] = "abcdef";`],
  ["quoted", `char api_key[16] = "abcdef";`],
  ["quoted", `public string ApiKey { get; set; } = "abcdef";`],
  ["quoted", `api_key <- "abcdef"`],
  ["quoted", String.raw`{ "process.env.TOKEN": "\"abcdef\"" }`],
  ["pair", `("token", u"abcdef")`],
  ["pair", String.raw`buildConfigField "String", "API_KEY", "\"abcdef\""`],
  ["pair", `buildConfigField 'String', 'API_KEY', '"abcdef"'`],
  ["call", `Acme.builder().token("abcdef").build()`],
  ["call", `  .token("abcdef")`],
  ["call", `config.setPassword( "abcdef" )`],
  ["attributes", `<add key="token" value="abcdef"/>`],
  ["attributes", `<meta-data android:name="com.acme.TOKEN" android:value="abcdef"/>`],
  ["element", `<token type="x">abcdef</token>`],
  ["namedElement", `<string name="token">abcdef</string>`],
  ["line", `- export API_TOKEN ?= abcdef # a note`],
  ["line", `"token": abcdef,`],
  ["map", `{ user: me, token: abcdef }`],
  ["inner", `https://acme.dev/?user=me&token=abcdef&x=y`],
  ["inner", String.raw`"a\ntoken=abcdef"`],
  ["header", `-H "X-Token: abcdefgh"`],
  ["note", `acme api key abcdefghijklmnop`],
  ["note", `acme token = abcdefghijklmnop`],
  ["note", `The acme token is abcdefghijklmnop`],
  ["note", `| Acme token | abcdefghijklmnop |`],
  ["note", `**Acme token:** abcdefghijklmnop`],
  ["note", `acme token=abcdefghijklmnop`],
  ["option", `acme --token abcdef`],
  ["option", `java -DapiToken=abcdef`],
  ["option", `Connect -Password abcdef`],
  ["directive", `  password 'abcdef'`],
  ["directive", `#define DB_TOKEN "abcdef" // a note`],
  ["directive", `set :secret, "abcdef"`],
  ["command", `ENV DB_TOKEN abcdef1`],
  ["command", `requirepass abcdef1`],
  ["prose", `the token is "abcdef"`],
  ["fallback", "url: ${DB_TOKEN:-abcdef}"],
  ["quoted", `std::string apiToken{"abcdef"};`],
  ["quoted", `<Map apiKey={"abcdef"} />`],
  ["quoted", `Dim password As String = "abcdef"`],
  ["quoted", `Settings("ApiKey") = "abcdef"`],
  ["quoted", `DATA(lv_password) = 'abcdef'.`],
  ["attributes", `environment = [{ name = "API_TOKEN", value = "abcdef" }]`],
  ["attributes", `{ name: 'API_TOKEN', value: 'abcdef' }`],
  ["attributes", `<meta name="api-token" content="abcdef">`],
  ["reversed", `<input type="hidden" value="abcdef" name="api_key">`],
  ["reversed", `<meta content="abcdef" name="api-token">`],
  ["constant", `env.put(Context.SECURITY_TOKEN, "abcdef");`],
  ["constant", `props.setProperty(DB_PASSWORD, "abcdef");`],
  ["otherwise", `ENV.fetch('ACME_TOKEN') { 'abcdef' }`],
  ["otherwise", `env::var("API_TOKEN").unwrap_or("abcdef".to_string())`],
  ["otherwise", `env::var("API_TOKEN").unwrap_or_else(|_| "abcdef".into())`],
  ["otherwise", `os.environ.get("API_TOKEN", default="abcdef")`],
  ["otherwise", `parser.add_argument("--api-token", "-t", type=str, default="abcdef")`],
  ["valued", `gh secret set NPM_TOKEN --body abcdef`],
  ["valued", `aws ssm put-parameter --name "/shop/db/password" --type SecureString --value 'abcdef'`],
  ["directive", `{:api-key "abcdef"}`],
  ["directive", `{api_token, "abcdef"}.`],
  ["directive", `(setq api-token "abcdef")`],
  ["directive", `proxy_set_header X-Api-Key "abcdef";`],
  ["prose", "Sign in as `me` with password `abcdef`."],
  ["said", "the staging password is Abcdefg1"],
];

/** Lines of which a name's function or property gives something back, perhaps further down. */
const GETTERS = [
  "  public String getApiKey() {",
  "def get_token(self) -> str:",
  "  def api_key",
  "def self.api_key",
  `get apiKey() { return "abcdef"; }`,
  `const getToken = (): string => "abcdef";`,
  `export const apiKey = async () => "abcdef";`,
  "func apiKey() string {",
  `fun apiKey() = "abcdef"`,
  `val apiKey: String get() = "abcdef"`,
  "static var apiKey: String {",
  "fn api_key() -> &'static str {",
];

describe("the forms that a line can have", () => {
  it.each(EXAMPLES)("include %s of %j", (form, line) => {
    expect(formsOf(line).all & FORM[form]).toBe(FORM[form]);
    expect(told(line, false) & FORM[form]).toBe(FORM[form]);
  });

  it.each(GETTERS)("include what is given back by %s", (line) => {
    expect(told(line, true) & FORM.returned).toBe(FORM.returned);
  });

  it("include all that do match, in any text", () => {
    fc.assert(
      fc.property(lines, (line) => {
        const { all } = formsOf(line);
        expect(told(line, false) & all).toBe(all);
      }),
      { numRuns: 20_000 },
    );
  });

  it("include all in code, too, where one of them finds more than names", () => {
    fc.assert(
      fc.property(lines, (line) => {
        const { all, telling } = formsOf(line);
        const expected = all & ~NOT_IN_CODE;
        if (telling !== 0) expect(told(line, true) & expected).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ["a name without a value", "#define KEY_BLUE 0x191"],
    ["a call that stores nothing", `MODULE_AUTHOR("Ada")`],
    ["prose", "The key is what opens the door, and the token is not."],
    ["a comment", " * @key: the key that is set"],
  ])("are none in %s", (_, line) => {
    expect(told(line, true)).toBe(0);
  });
});
