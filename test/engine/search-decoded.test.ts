import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { type Unit, unitOf } from "../../src/core/source.ts";
import { scan } from "../../src/engine/scan.ts";
import { zipOf } from "../support/archives.ts";
import { engineOptions, scanTexts } from "../support/scan-text.ts";

const fill = (template: string): string => fillExample(template, "decoded").text;
const base64 = (content: string | Buffer): string => Buffer.from(content).toString("base64");
const TOKEN = fill("glpat-‹alnum 20›");
const PASSWORD = fill("‹alnum 14›");

const found = (files: Readonly<Record<string, string>>): string[] =>
  scanTexts(files, { minConfidence: "medium" }).findings.map(
    ({ ruleId, location: { start, end, decoded } }) =>
      `${ruleId} ${start.line}:${start.column}-${end.line}:${end.column} ${decoded?.chain.join(", ") ?? ""}`,
  );

describe("what is decoded", () => {
  it("is found at its own digits", () => {
    const text = `token: ${TOKEN}\n`;
    const digits = base64(text);
    // Seven bytes stand in front of it, which end in the tenth digit; it ends in the digit of its last byte.
    const [from, to] = [Math.floor((7 * 4) / 3), Math.ceil(((7 + TOKEN.length) * 4) / 3)];
    expect(found({ "a.ts": `const x = "${digits}";\n` })).toEqual([
      `gitlab/access-token 1:${12 + from}-1:${12 + to} base64`,
    ]);
  });

  it("shows nothing of the value in any encoding", () => {
    const digits = base64(`token: ${TOKEN}\npassword: "${PASSWORD}"\n`);
    const report = scanTexts({ "a.yaml": `settings: ${digits}\n` });
    const shown = JSON.stringify(report.findings);
    for (const secret of [TOKEN, PASSWORD]) {
      for (const phase of [0, 1, 2]) {
        const inner = base64(Buffer.concat([Buffer.alloc(phase), Buffer.from(secret)])).slice(4, -4);
        expect(shown).not.toContain(inner.slice(0, 12));
      }
    }
  });

  it("is judged by the name in front of it where that is not encoded", () => {
    const escaped = [...PASSWORD].map((letter) => `\\x${letter.charCodeAt(0).toString(16)}`).join("");
    expect(found({ "a.sh": `export DB_PASSWORD=$'${escaped}'\n` })).toEqual([
      expect.stringMatching(/^generic\/assigned-secret 1:22-1:\d+ hex escapes$/),
    ]);
  });

  it("is told once where the text around it shows it, too", () => {
    const url = `postgres://shop:${PASSWORD}@db.example/shop`;
    expect(found({ "a.env": `DATABASE_URL=${url}#%40\n` })).toHaveLength(1);
    expect(found({ "a.http": `Authorization: Basic ${base64(`shop:${PASSWORD}`)}\n` })).toEqual([
      expect.stringMatching(/ $/),
    ]);
    expect(found({ "s.yaml": `kind: Secret\ndata:\n  password: ${base64(PASSWORD)}\n` })).toHaveLength(1);
    expect(found({ "s.yaml": `kind: Secret\ndata:\n  token: ${base64(TOKEN)}\n` })).toHaveLength(1);
  });

  it("is found however many stand in one archive, with their paths in it", () => {
    const archive = zipOf([
      { name: "a/one.env", content: `TOKEN=${TOKEN}\n` },
      { name: "two.yaml", content: `database:\n  password:\n    ${PASSWORD}\n` },
    ]);
    const { findings } = scanTexts({ "a.yaml": `archive: ${base64(archive)}\n` }, { minConfidence: "medium" });
    expect(findings.map(({ ruleId, location }) => [ruleId, location.decoded])).toEqual([
      ["generic/assigned-secret", { chain: ["base64", "zip"], member: "two.yaml" }],
      ["gitlab/access-token", { chain: ["base64", "zip"], member: "a/one.env" }],
    ]);
  });

  it("brings its other half with it", () => {
    const pair = fill("AWS_ACCESS_KEY_ID=AKIAQ‹base32 15›\nAWS_SECRET_ACCESS_KEY=‹base64 40›\n");
    const { findings } = scanTexts({ "a.yaml": `blob: ${base64(pair)}\n` });
    const [one, ...others] = findings;
    expect(others).toEqual([]);
    expect(one?.related).toHaveLength(1);
    expect(one?.related[0]?.location.start.column).toBeGreaterThan(7);
  });

  it("is found across the windows of a file that is read in parts", () => {
    const text = `${"a line of text\n".repeat(40)}token: ${TOKEN}\n${"more of it\n".repeat(40)}`;
    const whole = Buffer.from(`x: ${base64(text)}\n`);
    const at = whole.length >> 1;
    const window = (start: number, end: number, owned: { start: number; end: number }): Unit => ({
      ...unitOf("a.yaml", whole.subarray(start, end)),
      base: { offset: start, line: 0, column: start },
      owned,
      whole: false,
    });
    const units = [
      window(0, at + 200, { start: 0, end: at }),
      window(at - 200, whole.length, { start: 200, end: whole.length - at + 200 }),
    ];
    const report = scan(
      units.map((unit) => ({ type: "unit", unit })),
      engineOptions({ minConfidence: "medium" }),
    );
    const [expected] = scanTexts({ "a.yaml": whole }).findings;
    expect(report.findings.map(({ location }) => location.start)).toEqual([expected?.location.start]);
    expect(report.problems).toEqual([]);
  });
});

describe("what is encoded and cannot be opened whole", () => {
  it.each([
    ["cut off", gzipSync(Buffer.from(`token: ${TOKEN}\n`.repeat(40))).subarray(0, 60)],
    ["another format in gzip", gzipSync(Buffer.from("7z\xbc\xaf\x27\x1c\0\x04", "latin1"))],
  ])("is a note with its place: %s", (_, bytes) => {
    const { problems } = scanTexts({ "a.yaml": `a: b\nx: ${base64(bytes)}\n` });
    expect(problems).toMatchObject([{ level: "note", code: "malformed", subject: "a.yaml", line: 2 }]);
    expect(problems[0]?.message).toMatch(/^holds encoded content that /);
  });
});

describe("a bound of what is decoded", () => {
  it("is an error with its place", () => {
    let text = `token: ${TOKEN}`;
    for (let depth = 0; depth < 6; depth++) text = base64(`payload: ${text}\n`);
    const { findings, problems } = scanTexts({ "a.yaml": `x: ${text}\n` });
    expect(findings).toEqual([]);
    expect(problems).toMatchObject([
      {
        level: "error",
        code: "limit-reached",
        subject: "a.yaml",
        line: 1,
        message: "holds content that is encoded more than 5 times over",
      },
    ]);
  });

  it("is an error though escaped text stands in front of what is too deep", () => {
    let text = `q: a%3Db%3Dc\npayload: ${base64(`token: ${TOKEN}\n`)}`;
    for (let depth = 0; depth < 5; depth++) text = base64(`payload: ${text}\n`);
    const { problems } = scanTexts({ "a.yaml": `x: ${text}\n` });
    expect(problems.map(({ level, code }) => `${level} ${code}`).toSorted()).toEqual([
      "error limit-reached",
      "note limit-reached",
    ]);
  });

  it("holds however small it is in the file, and what follows is searched", () => {
    const bomb = base64(gzipSync(Buffer.alloc(65 << 20, "a")));
    const { findings, problems } = scanTexts({ "a.yaml": `a: b\nx: ${bomb}\ny: ${base64(`token: ${TOKEN}`)}\n` });
    expect(findings).toMatchObject([{ location: { start: { line: 3 } } }]);
    expect(problems).toMatchObject([
      { level: "error", line: 2, message: "holds encoded content that becomes larger than a file may" },
    ]);
  });

  it("is told where compressed content goes on beyond what is at hand", () => {
    const digits = base64(gzipSync(Buffer.from(fill("‹alnum 900›"))));
    const bytes = Buffer.from(`x: ${digits.slice(0, 400)}`);
    const unit = { ...unitOf("a.yaml", bytes), owned: { start: 0, end: 300 }, whole: false };
    const { problems } = scan([{ type: "unit", unit }], engineOptions());
    expect(problems).toMatchObject([{ level: "error", code: "limit-reached", line: 1 }]);
  });
});
