import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { catalogue } from "../support/catalogue.ts";
import { engineOptions } from "../support/scan-text.ts";
import { mendTexts } from "./mend-texts.ts";

const V = "VALUE";
const value = fillExample("SG.‹base64url 22›.‹base64url 43›", "in forms").text;
const rules = catalogue.rules.filter(({ id }) => id === "sendgrid/api-key");
const options = engineOptions({ rules });

const mended = (path: string, text: string) => {
  const { texts, unmended } = mendTexts({ [path]: text.replaceAll(V, value) }, options);
  return { text: texts[path]?.replaceAll(value, V), why: unmended.map(({ why }) => why) };
};

/** Lines of a file before and after, each form for itself, with what has to stand around them. */
type Form = readonly [before: string, after: string];

const FORMS: Readonly<
  Record<string, { readonly around?: (lines: string, isMended: boolean) => string; readonly forms: readonly Form[] }>
> = {
  "a.py": {
    around: (lines) => `import os\n${lines}`,
    forms: [
      [`k = os.environ.get("MAIL_KEY", "${V}")  # it`, 'k = os.environ["MAIL_KEY"]  # it'],
      [`k = os.getenv('MAIL_KEY', default='${V}')`, "k = os.environ['MAIL_KEY']"],
      [`def f(api_key="${V}"): pass`, 'def f(api_key=os.environ["SENDGRID_API_KEY"]): pass'],
      [`client = Mail("${V}", 1)`, 'client = Mail(os.environ["SENDGRID_API_KEY"], 1)'],
      [`mail_key: str = "${V}"`, 'mail_key: str = os.environ["MAIL_KEY"]'],
      [`h = {"Authorization": "Bearer ${V}"}`, 'h = {"Authorization": "Bearer " + os.environ["SENDGRID_API_KEY"]}'],
      [`h = f"{scheme} ${V}"`, "h = f\"{scheme} {os.environ['SENDGRID_API_KEY']}\""],
    ],
  },
  "a.ts": {
    forms: [
      [`const k = process.env.MAIL_KEY || "${V}"; // it`, "const k = process.env.MAIL_KEY!; // it"],
      [`const k = process.env["MAIL_KEY"] ?? '${V}';`, 'const k = process.env["MAIL_KEY"]!;'],
      [`function f(apiKey = "${V}") {}`, "function f(apiKey = process.env.SENDGRID_API_KEY!) {}"],
      [`class A { private mailKey = \`${V}\`; }`, "class A { private mailKey = process.env.MAIL_KEY!; }"],
      [`mail.setApiKey("${V}");`, "mail.setApiKey(process.env.SENDGRID_API_KEY!);"],
      [`const h = \`\${scheme} ${V}\`;`, "const h = `${scheme} ${process.env.SENDGRID_API_KEY}`;"],
    ],
  },
  "a.js": {
    forms: [
      [`const o = { a: process.env.MAIL_KEY || "${V}", b: 1 };`, "const o = { a: process.env.MAIL_KEY, b: 1 };"],
      [`f({ Authorization: 'Bearer ${V}' });`, "f({ Authorization: 'Bearer ' + process.env.SENDGRID_API_KEY });"],
      [
        `const u = "https://shop:${V}@example.com/a";`,
        'const u = "https://shop:" + process.env.SHOP_PASSWORD + "@example.com/a";',
      ],
    ],
  },
  "a.go": {
    around: (lines, isMended) => `package a\n${isMended ? '\nimport "os"\n' : ""}\nfunc f() {\n\t${lines}}\n`,
    forms: [
      [`c := Client{APIKey: "${V}"}`, 'c := Client{APIKey: os.Getenv("SENDGRID_API_KEY")}'],
      [`c := mail.New("${V}")`, 'c := mail.New(os.Getenv("SENDGRID_API_KEY"))'],
      [`h.Set("Authorization", "Bearer ${V}")`, 'h.Set("Authorization", "Bearer "+os.Getenv("SENDGRID_API_KEY"))'],
    ],
  },
  "A.java": {
    around: (lines) => `class A {\n  ${lines}}\n`,
    forms: [
      [`static final String MAIL_KEY = "${V}";`, 'static final String MAIL_KEY = System.getenv("MAIL_KEY");'],
      [
        `String k = System.getenv().getOrDefault("MAIL_KEY", "${V}"); // it`,
        'String k = System.getenv("MAIL_KEY"); // it',
      ],
      [`@Value("\${mail.key:${V}}") String k;`, '@Value("${mail.key}") String k;'],
    ],
  },
  "a.kt": {
    forms: [
      [`val k = System.getenv("MAIL_KEY") ?: "${V}"`, 'val k = System.getenv("MAIL_KEY")'],
      [`fun f(mailKey: String = "${V}") {}`, 'fun f(mailKey: String = System.getenv("MAIL_KEY")) {}'],
      [`val h = "Bearer ${V}"`, 'val h = "Bearer ${System.getenv("SENDGRID_API_KEY")}"'],
    ],
  },
  "a.cs": {
    forms: [
      [
        `string k = Environment.GetEnvironmentVariable("MAIL_KEY") ?? "${V}";`,
        'string k = Environment.GetEnvironmentVariable("MAIL_KEY");',
      ],
      [
        `var m = new Mail { MailKey = "${V}" };`,
        'var m = new Mail { MailKey = System.Environment.GetEnvironmentVariable("MAIL_KEY") };',
      ],
    ],
  },
  "a.rb": {
    forms: [
      [`k = ENV.fetch('MAIL_KEY') { '${V}' } # it`, "k = ENV.fetch('MAIL_KEY') # it"],
      [`k = ENV.fetch("MAIL_KEY", "${V}")`, 'k = ENV.fetch("MAIL_KEY")'],
      [`k = ENV['MAIL_KEY'] || '${V}'`, "k = ENV.fetch('MAIL_KEY')"],
      [`config.mail_key = '${V}'`, "config.mail_key = ENV.fetch('MAIL_KEY')"],
      [`h['Authorization'] = "Bearer ${V}"`, "h['Authorization'] = \"Bearer #{ENV.fetch('SENDGRID_API_KEY')}\""],
    ],
  },
  "a.php": {
    around: (lines) => `<?php\n${lines}`,
    forms: [
      [`$k = getenv('MAIL_KEY') ?: '${V}';`, "$k = getenv('MAIL_KEY');"],
      [`$k = $_ENV['MAIL_KEY'] ?? '${V}';`, "$k = $_ENV['MAIL_KEY'];"],
      [`return ['key' => env('MAIL_KEY', '${V}')];`, "return ['key' => env('MAIL_KEY')];"],
      [`$h = ['Authorization: Bearer ${V}'];`, "$h = ['Authorization: Bearer ' . getenv('SENDGRID_API_KEY')];"],
    ],
  },
  "a.sh": {
    forms: [
      [`curl -H "Key: ${V}" https://example.com # it`, 'curl -H "Key: ${SENDGRID_API_KEY:?}" https://example.com # it'],
      [`curl -H 'Key: ${V}' https://example.com`, "curl -H 'Key: '\"${SENDGRID_API_KEY:?}\" https://example.com"],
    ],
  },
  "config/database.yml": {
    forms: [
      [`  mail_key: ${V} # it`, "  mail_key: <%= ENV.fetch('MAIL_KEY') %> # it"],
      [`  key: <%= ENV.fetch("MAIL_KEY", "${V}") %>`, '  key: <%= ENV.fetch("MAIL_KEY") %>'],
      [`  key: <%= ENV["MAIL_KEY"] || "${V}" %>`, '  key: <%= ENV.fetch("MAIL_KEY") %>'],
    ],
  },
  "src/main/resources/application.yml": { forms: [[`  key: \${MAIL_KEY:${V}} # it`, "  key: ${MAIL_KEY} # it"]] },
  ".npmrc": { forms: [[`//registry.npmjs.org/:_mailKey=${V}`, "//registry.npmjs.org/:_mailKey=${MAIL_KEY}"]] },
  ".yarnrc.yml": { forms: [[`npmAuthToken: "${V}"`, 'npmAuthToken: "${NPM_AUTH_TOKEN}"']] },
  "settings.xml": { forms: [[`<mailKey>${V}</mailKey>`, "<mailKey>${env.MAIL_KEY}</mailKey>"]] },
};

const ALL = Object.entries(FORMS).flatMap(([path, { around = (lines: string) => lines, forms }]) =>
  forms.map(([before, after]) => [path, before, around(`${before}\n`, false), around(`${after}\n`, true)] as const),
);

describe.each(ALL)("in %s: %s", (path, _, before, after) => {
  it("the value comes from the environment, once and for all", () => {
    expect(mended(path, before)).toEqual({ text: after, why: [] });
    expect(mended(path, after)).toEqual({ text: after, why: [] });
  });
});

it.each([
  ["a.py", `k = b"Bearer ${V}"\n`, /part of the text/],
  ["a.py", `k = "%s ${V}" % scheme\n`, /part of the text/],
  ["a.js", `const k = "Bearer ${V}".length;\n`, /part of the text/],
  ["a.js", `require("${V}");\n`, /names a module/],
  ["a.js", `if (key === "${V}") run();\n`, /no plain assignment/],
  ["a.go", `package a\n\nconst key = "${V}"\nconst both = key + "x"\n`, /constant/],
  ["a.go", `package a\n\nconst key = "Bearer ${V}"\n`, /part of the text/],
  ["A.java", `class A {\n  static final String K = "${V}";\n  @Key(K) int a;\n}\n`, /constant/],
  ["A.java", `class A {\n  @Key("Bearer ${V}") int a;\n}\n`, /part of the text/],
  ["a.cs", `class A { void F(string key = "${V}", int b = 1) {} }\n`, /constant/],
  ["a.cs", `var k = $"Bearer ${V}";\n`, /part of the text/],
  ["a.php", `<?php\nclass A {\n  private $mailKey = '${V}';\n}\n`, /constant/],
  ["a.php", `<?php\nfunction f($mailKey = '${V}') {}\n`, /constant/],
  ["a.php", `<?php\nclass A {\n  private $h = 'Bearer ${V}';\n}\n`, /part of the text/],
  ["a.sh", `ssh shop "deploy ${V}"\n`, /no plain assignment/],
  ["a.sh", `cat <<'E'\nkey: ${V}\nE\n`, /no plain assignment/],
  ["a.rs", `const KEY: &str = "${V}";\n`, /another type/],
  ["main.tf", `key = "${V}"\n`, /declared `sensitive`/],
  ["Dockerfile", `FROM scratch\nENV KEY=${V}\n`, /RUN --mount=type=secret/],
  ["appsettings.json", `{ "Key": "${V}" }\n`, /user secrets/],
  ["a.toml", `key = "${V}"\n`, /depends on the program/],
  ["deployment.yaml", `key: ${V}\n`, /secretKeyRef/],
])("in %s %s is left alone, with the reason", (path, text, why) => {
  expect(mended(path, text)).toEqual({ text, why: [expect.stringMatching(why)] });
});
