import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { ORIGIN_BASE } from "../../src/core/source.ts";
import { createLocate } from "../../src/findings/locate.ts";
import { scanTexts } from "../support/scan-text.ts";

type Case = readonly [path: string, template: string, ...reasons: string[]];

/** What a tree tells of values, by language: where they stand, and why. */
const FOUND: readonly Case[] = [
  // Defaults.
  [
    "a.js",
    "const password = process.env.DB_PASSWORD || '«‹alnum 16›»';",
    "it is the default of process.env.DB_PASSWORD",
  ],
  ["a.ts", "const token = process.env['API_TOKEN'] ?? \"«‹alnum 24›»\";", "it is the default of process.env.API_TOKEN"],
  ["a.ts", "function open({ password = '«‹alnum 16›»' }: Options) {}", "it is the default of password"],
  ["a.py", "password = os.environ.get('DB_PASSWORD', '«‹alnum 16›»')", "it is the default of DB_PASSWORD"],
  ["a.py", "token = os.getenv('API_TOKEN') or '«‹alnum 24›»'", "it is the default of os.getenv.API_TOKEN"],
  ["a.py", "def login(user, password: str = '«‹alnum 16›»'): pass", "it is the default of password"],
  [
    "A.java",
    'class A { String p = System.getenv().getOrDefault("DB_PASSWORD", "«‹alnum 16›»"); }',
    "it is the default of DB_PASSWORD",
  ],
  ["A.java", 'class A { @Value("${db.password:«‹alnum 16›»}") String p; }', "it is the default of db.password"],
  [
    "a.go",
    'package a\nfunc init() { viper.SetDefault("db.password", "«‹alnum 16›»") }',
    "it is the default of db.password",
  ],
  [
    "A.java",
    'class A { String k = Optional.ofNullable(System.getenv("API_TOKEN")).orElse("«‹alnum 24›»"); }',
    "it is the default of System.getenv.API_TOKEN",
  ],
  // Comparisons.
  ["a.ts", "if (user.password === '«‹alnum 16›»') open();", "it is compared with user.password"],
  ["a.py", "if request.form['password'] == '«‹alnum 16›»': pass", "it is compared with request.form.password"],
  [
    "a.py",
    "if hmac.compare_digest(request.headers.get('X-Token'), '«‹alnum 24›»'): pass",
    "it is compared with request.headers.get.X-Token",
  ],
  ["a.go", 'package a\nfunc f() bool { return password == "«‹alnum 16›»" }', "it is compared with password"],
  [
    "a.go",
    'package a\nvar ok = subtle.ConstantTimeCompare([]byte(token), []byte("«‹alnum 24›»"))',
    "it is compared with token",
  ],
  ["A.java", 'class A { boolean f() { return "«‹alnum 16›»".equals(password); } }', "it is compared with password"],
  [
    "A.java",
    'class A { boolean f() { return getPassword().equals("«‹alnum 16›»"); } }',
    "it is compared with getPassword",
  ],
  ["a.js", "timingSafeEqual(Buffer.from(token), Buffer.from('«‹alnum 24›»'));", "it is compared with token"],
  [
    "A.java",
    'class A { boolean f() { return MessageDigest.isEqual(token.getBytes(), "«‹alnum 24›»".getBytes()); } }',
    "it is compared with token",
  ],
  // Arguments by position.
  ["a.py", 'db = pymysql.connect("db", "shop", "«‹alnum 16›»", "shop")', "third argument of pymysql.connect"],
  [
    "A.java",
    'class A { Object k() { return Keys.hmacShaKeyFor("«‹alnum 40›»".getBytes()); } }',
    "first argument of Keys.hmacShaKeyFor",
  ],
  ["a.js", "crypto.createHmac('sha256', '«‹alnum 24›»');", "second argument of crypto.createHmac"],
  ["a.ts", "jwt.verify(\n  given,\n  Buffer.from('«‹alnum 24›»'),\n);", "second argument of jwt.verify"],
  [
    "a.js",
    "const driver = neo4j.driver(url, neo4j.auth.basic('neo', '«‹alnum 16›»'));",
    "second argument of neo4j.auth.basic",
  ],
  ["a.py", "jwt.encode(claims, '«‹alnum 24›»', algorithm='HS256')", "second argument of jwt.encode"],
  ["a.py", "db = MySQLdb.connect('db', 'shop',\n    '«‹alnum 16›»', 'orders')", "third argument of MySQLdb.connect"],
  ["a.py", "connect(host, user='shop',\n    password='«‹alnum 16›»')", "it is given as password"],
  [
    "a.go",
    'package a\nvar auth = smtp.PlainAuth("", "shop", "«‹alnum 16›»", host)',
    "third argument of smtp.PlainAuth",
  ],
  ["a.go", 'package a\nvar m = hmac.New(sha256.New, []byte("«‹alnum 24›»"))', "second argument of hmac.New"],
  [
    "A.java",
    'class A { void f() { DriverManager.getConnection(url,\n "shop",\n "«‹alnum 16›»"); } }',
    "third argument of DriverManager.getConnection",
  ],
  [
    "A.java",
    'class A { Key k = new SecretKeySpec("«‹alnum 24›»".getBytes(UTF_8), "AES"); }',
    "first argument of SecretKeySpec",
  ],
  [
    "A.java",
    'class A { void f() { store.load(in, "x"); keyStore.load(in, "«‹alnum 16›»".toCharArray()); } }',
    "keyStore.load",
  ],
  // Constants that are put together.
  ["a.ts", "const token = '«‹alnum 12›' +\n  \"‹alnum 12›»\";", "put together of 2 texts"],
  ["a.js", "const apiKey = ('«‹alnum 10›' + `‹alnum 10›`) + '‹alnum 12›»';", "put together of 3 texts"],
  ["a.js", "const token = '«‹alnum 12›' + 9 + '‹alnum 4›' + 62 + '‹alnum 8›»';", "put together of 5 texts"],
  ["a.py", "token = ('«‹alnum 12›'\n    '‹alnum 12›»')", "put together of 2 texts"],
  ["a.py", "token = '«‹alnum 12›' + b'‹alnum 12›»'", "put together of 2 texts"],
  ["a.go", 'package a\nconst token = "«‹alnum 12›" +\n\t"‹alnum 12›»"', "put together of 2 texts"],
  ["A.java", 'class A { String token = "«‹alnum 12›"\n + "‹alnum 12›»"; }', "put together of 2 texts"],
  // Below its name.
  ["a.ts", "export const apiKey: string =\n  '«‹alnum 32›»';"],
  ["a.ts", "const client = open({\n  apiKey:\n    '«‹alnum 32›»',\n});"],
  ["a.py", "API_KEY = (\n    '«‹alnum 32›»'\n)"],
  ["A.java", 'class A { String password =\n  "«‹alnum 16›»"; }'],
];

/** The same values where the tree shows that nothing is set to them. */
const QUIET: readonly Case[] = [
  ["a.ts", "type Password = '‹alnum 16›';"],
  ["a.ts", "const password = settings['‹alnum 16›'];"],
  ["a.tsx", "const a = <Field label=\"token='‹alnum 16›'\" />;"],
  ["a.tsx", "const a = <p>password: '‹alnum 16›'</p>;"],
  ["a.ts", "t('password.label', 'token = ‹alnum 24›')"],
  ["a.ts", "if (event.key === 'Ctrl‹alnum 4›Left') left();"],
  ["a.ts", "if (secret === 'if_you_see_this_use_k8s') tell();"],
  ["A.java", 'class A { boolean f() { return "if_you_see_this_use_k8s".equals(secret); } }'],
  ["a.py", "password = fields['‹alnum 16›']"],
  ["a.py", "if given == '‹alnum 16›': check(password)"],
  ["a.go", 'package a\ntype A struct {\n\tB string `password:"‹alnum 16›"`\n}'],
  ["A.java", 'class A { void f() { other.equals("‹alnum 16›"); log(password.equals(given)); } }'],
  // What is handed to a client as anything else.
  ["a.js", "createHmac('‹alnum 16›', key);"],
  ["a.js", "jwt.sign({ id: '‹alnum 24›' }, key);"],
  ["a.js", "other.createHmacs('sha256', '‹alnum 24›');"],
  ["A.java", 'class A { void f() { DriverManager.getConnection(url, "‹alnum 16›", password); } }'],
  // In the middle of a text that shows how something is used.
  ["a.py", 'EXAMPLES = r"""\n- name: Open\n  shop:\n    api_key: "‹hex 32›"\n"""'],
  ["a.go", "package a\nvar c = Command{Long: `Opens.\n\n  shop open --api-token=‹alnum 24›\n`}"],
  ["a.js", "export default { usage: 'shop open --api-token=‹alnum 24› NAME' };"],
  // Put together while the code runs, and of words only.
  ["a.ts", "const message = 'password' + ' is wrong';"],
  ["a.ts", "const tokenUrl =\n  'https://id.example.com/' + '‹alnum 12›';"],
];

const placesOf = (path: string, text: string) =>
  scanTexts({ [path]: text }, { minConfidence: "medium" }).findings.map(({ location: { start, end }, reasons }) => ({
    place: `${start.line}:${start.column}-${end.line}:${end.column}`,
    reasons: reasons.join("; "),
  }));

describe("what a syntax tree tells", () => {
  it.each(FOUND)("is found in %s: %s", (path, template, ...reasons) => {
    const { text, marks } = fillExample(template, `${path} ${template}`);
    const locate = createLocate(Buffer.from(text), ORIGIN_BASE);
    const wanted = marks.map((mark) => {
      const { start, end } = locate(mark);
      return `${start.line}:${start.column}-${end.line}:${end.column}`;
    });
    const found = placesOf(path, text);
    expect(found.map(({ place }) => place)).toEqual(wanted);
    for (const reason of reasons) expect(found[0]?.reasons).toContain(reason);
  });

  it.each(QUIET)("is none in %s: %s", (path, template) => {
    expect(placesOf(path, fillExample(template, `${path} ${template}`).text)).toEqual([]);
  });

  it("never quotes the code where that could hold a value", () => {
    const template = "if hmac.compare_digest(token['‹alnum 20›'], '«‹alnum 16›»'): pass";
    const [found] = placesOf("a.py", fillExample(template, "quoted").text);
    expect(found?.reasons).not.toMatch(/[A-Za-z\d]{16}/);
  });

  it("finds a token that is split in two, by its own rule", () => {
    const { text } = fillExample("const key = 'sk_live_' +\n  '‹alnum 24›';", "split");
    const { findings } = scanTexts({ "a.ts": text });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(["stripe/live-secret-key"]);
  });
});
