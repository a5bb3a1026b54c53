import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import type { ParseText } from "../../src/core/syntax.ts";
import { viewText } from "../../src/core/text.ts";
import type { ReadTree } from "../../src/core/tree-reading.ts";
import { startJavaScript } from "../../src/trees/parse-javascript.ts";
import { readTreeWith } from "../../src/trees/read-tree.ts";
import { parseWithTypescript } from "../support/estree.ts";

const ROOT = join(import.meta.dirname, "../..");
const ours = startJavaScript(readFileSync(join(ROOT, "node_modules/oxc-parser/parser.wasm32-wasip1.wasm")));

const TEXTS = /(["'`])(?<inside>(?:(?!\1)[^\\\n]|\\.){1,200})\1/g;
const NAMES = /[\p{L}$_][\p{L}\w$]{3,}/gu;
const WORDS = /\b\w*(?:hmac|verify|auth|password|token|secret)\w*\s*[(=\n]|(?:\?\?|\|\|)\s*(?=['"`])/gi;

/** What a parser's tree answers to all that may be asked of a text; undefined where it has none. */
function answers(parse: ParseText, path: string, text: string): unknown {
  const read: ReadTree = readTreeWith(() => parse);
  const unit = unitOf(path, Buffer.from(text));
  const reading = read(unit);
  if (reading === undefined) return undefined;
  const view = viewText(unit.bytes);
  const spanAt = (from: number, length: number) => ({ start: view.byteAt(from), end: view.byteAt(from + length) });
  const quoted = [...view.text.matchAll(TEXTS)].map((found) =>
    spanAt(found.index + 1, found.groups?.["inside"]?.length ?? 0),
  );
  const plain = [...view.text.matchAll(NAMES)].map((found) => spanAt(found.index, found[0].length));
  return {
    quoted: quoted.map((secret) => [secret, reading.cluesOf({ secret, quoted: true }), reading.joinedAt(secret)]),
    plain: plain.map((secret) => [secret, reading.cluesOf({ secret, quoted: false })]),
    carried: [...reading.carried([{ start: 0, end: unit.bytes.length }], new RegExp(WORDS))],
  };
}

/** Pieces of code that hold texts in all places that matter, and what else only a language of its own has. */
const PIECES = [
  "const password: string = 'ab1cd2ef';",
  "let token = process.env['TOKEN'] ?? `gh3ij4`;",
  "const sum = 'ab1' + \"cd2\" +\n  `ef3${name}gh4` + 5;",
  "const кошка = '日本' + '\u{1f600}x' || 'é';",
  "@Component({ selector: 'app-root', password: 'p1q2' }) class A<T extends 'a' | 'b'> { @Input('in') private readonly secret = 'r3s4' as const; #key = 'k5'; static { f('s6'); } }",
  "enum Keys { Token = 'tok7', Secret = `sec8` }",
  "type Token = { kind: 'access'; 'x-secret'?: string } & Record<'key9', `a${string}`>;",
  "function open({ password = 'd1e2' }: Options = {}, secret?: string): asserts secret is 'x' { throw new Error('no password f3g4'); }",
  "if (user.password === 'h5i6' && timingSafeEqual(Buffer.from(token), Buffer.from('j7k8'))) switch (secret) { case 'l9m0': break; }",
  "crypto.createHmac('sha256', <any>'n1o2'.trim()).update(secret!);",
  "export default async () => { for await (const key of keys) await jwt.verify(given, 'p3q4', { algorithms: ['HS256'] }); };",
  "import type { Secret } from './secret.js'; import data from 'd.json' with { type: 'json' };",
  "declare module 'secrets' { export const token: 'literal'; }",
  "namespace Secrets.Inner { export let password = /pass['\"]word/u.test('r5s6') ? 't7u8' : ('v9w0' satisfies string); }",
  "abstract class B { abstract get token(): string; constructor(private password = 'x1y2', override secret?: 'z3') {} }",
  "obj['api-secret'] = { 'db.password': 'a4b5', token: call?.('c6d7')?.['key8'], ...('e9f0') };",
  "label: while (true) { tag`secret ${token} 'g1h2'`; continue label; }",
  "const big = 123n, oct = 0o17, text = 'line\\\ncontinued'; // password = 'comment'",
  "/* secret = 'i3j4' */ export = { password: 'k5l6' };",
  "using token = open('m7n8');",
  "const generic = create<Record<string, 'o9'>>('p0q1', <T,>(x: T) => x);",
];
const TAGS = [
  "const field = <Input label='Password' token={\"s2t3\"} {...rest}>secret text &amp; u4v5 {`w6`}</Input>;",
  "const list = <><A.B password='x7y8' />{/* key */}{ok && 'z9'}</>;",
];

const code = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }),
      fc.constantFrom("\n", "\r\n", "\u2028", "\n// \u{1f511} é\n"),
      fc.constantFrom("", "\ufeff", "#!/usr/bin/env node\n"),
    )
    .map(([parts, between, front]) => front + parts.join(between));

describe("what the parser of JavaScript answers", () => {
  it("is what TypeScript's own answers, for each piece of code", () => {
    for (const piece of [...PIECES, ...TAGS]) {
      const path = TAGS.includes(piece) ? "a.tsx" : "a.ts";
      const found = answers(ours, path, piece);
      expect(found).toBeDefined();
      expect([piece, found]).toEqual([piece, answers(parseWithTypescript, path, piece)]);
    }
  });

  it.each([
    ["a.ts", PIECES],
    ["a.tsx", [...PIECES.filter((piece) => !piece.includes("<any>")), ...TAGS]],
  ])("is that in whatever order they stand: %s", (path, pieces) => {
    fc.assert(
      fc.property(code(pieces), (text) => {
        expect(answers(ours, path, text)).toEqual(answers(parseWithTypescript, path, text));
      }),
      { numRuns: 60 },
    );
  });

  it("is that for written code", () => {
    const paths = globSync(["src/trees/**/*.ts", "bin/*.js", "scripts/*.mjs", "fixtures/**/*.{js,ts,mjs}"], {
      cwd: ROOT,
    });
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const text = readFileSync(join(ROOT, path), "utf8");
      expect([path, answers(ours, path, text)]).toEqual([path, answers(parseWithTypescript, path, text)]);
    }
  });

  it("does not depend on what nested deeper than the stack reaches before", () => {
    expect(ours(`x = ${"[".repeat(100_000)}`, "a.ts")).toBeUndefined();
    expect(answers(ours, "a.ts", PIECES.join("\n"))).toBeDefined();
  });

  it("is nothing where the text is no code", () => {
    for (const text of ["const {a", "{% if a %} x = '", "a b c 'd'"]) expect(ours(text, "a.ts")).toBeUndefined();
  });
});
