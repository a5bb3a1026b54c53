import fc from "fast-check";
import { fillExample } from "../../src/catalogue/template.ts";
import type { MadeCommit } from "../git/repositories.ts";

/** Lines with something to find, in several ways: by a form, by a name, by what stands beside it, over several lines. */
const TELLING: readonly ((seed: string) => string)[] = [
  (seed) => `token = "${fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text}"`,
  (seed) => `password: "${fillExample("‹alnum 14›", seed).text}"`,
  (seed) => fillExample("DATABASE_URL=postgres://shop:‹alnum 16›@db.internal:5432/shop", seed).text,
  (seed) => fillExample("aws_access_key_id = AKIA‹base32 16›\naws_secret_access_key = ‹alnum 40›", seed).text,
  (seed) =>
    [
      "-----BEGIN RSA PRIVATE KEY-----",
      ...Array.from({ length: 14 }, (_, at) => fillExample("‹alnum 64›", `${seed}${at}`).text),
      "-----END RSA PRIVATE KEY-----",
    ].join("\n"),
  (seed) => fillExample("client_secret = ‹alnum 32›", seed).text,
];

const filler = (number: number): string => `const value${number} = compute(${number * 7919}, "part ${number % 13}");`;

const PATHS = ["src/a.ts", "config/app.yml", "docs/notes.md", "deep/er/settings.ini", "test/b.test.ts"];

type Files = Map<string, string[]>;

/** One thing that is done to a file, by numbers that are made to fit. */
interface Edit {
  readonly kind: "add" | "tell" | "drop" | "move" | "splice" | "copy" | "rename" | "delete" | "cut" | "renew";
  readonly a: number;
  readonly b: number;
}

const edits = fc.record<Edit>({
  kind: fc.constantFrom("add", "tell", "tell", "drop", "move", "splice", "copy", "rename", "delete", "cut", "renew"),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
});

/** Histories of files with secrets in them, which are edited, moved about and merged. */
export const histories: fc.Arbitrary<MadeCommit[]> = fc
  .array(fc.tuple(fc.array(edits, { minLength: 1, maxLength: 3 }), fc.nat(3), fc.boolean()), {
    minLength: 10,
    maxLength: 24,
  })
  .map((steps) => {
    const states: Files[] = [];
    const commits: MadeCommit[] = [];
    for (const [at, [changes, back, isMerge]] of steps.entries()) {
      const parent = Math.max(0, at - 1 - back);
      const other = at - 1;
      const before: Files = new Map(at === 0 ? [] : states[parent]);
      const files: Files = new Map(before);
      if (at === 0) for (const path of PATHS.slice(0, 3)) files.set(path, firstLines(path));
      if (isMerge && at > 1 && other !== parent)
        for (const [path, text] of states[other] as Files) if (path.length % 2 === 0) files.set(path, text);
      for (const edit of changes) change(files, edit, `${at}`);
      states.push(files);
      const parents = at === 0 ? [] : isMerge && other !== parent ? [parent, other] : [parent];
      commits.push({ parents, files: difference(before, files) });
    }
    return commits;
  });

const firstLines = (path: string): string[] =>
  Array.from({ length: 120 }, (_, line) => (line % 40 === 17 ? telling(line, path) : filler(line + path.length)));

const telling = (kind: number, seed: string): string =>
  (TELLING[kind % TELLING.length] as (seed: string) => string)(seed);

function change(files: Files, { kind, a, b }: Edit, seed: string): void {
  const paths = [...files.keys()].sort();
  const path = paths[a % Math.max(1, paths.length)];
  if (path === undefined) {
    files.set(PATHS[a % PATHS.length] as string, firstLines(seed));
    return;
  }
  const lines = [...(files.get(path) ?? [])];
  const at = b % (lines.length + 1);
  const free = PATHS[b % PATHS.length] as string;
  if (kind === "add") lines.splice(at, 0, filler(b));
  // Few seeds, so that secrets come back.
  if (kind === "tell") lines.splice(at, 0, telling(b, `${a % 5}`));
  if (kind === "drop") lines.splice(at, 1 + (a % 3));
  if (kind === "move") lines.splice(b % Math.max(1, lines.length), 0, ...lines.splice(at, 10));
  if (kind === "cut") lines[at % Math.max(1, lines.length)] = (lines[at % lines.length] ?? "").slice(a % 9);
  if (kind === "renew") lines[at % Math.max(1, lines.length)] = `${lines[at % lines.length] ?? ""} ${seed}`;
  if (kind === "splice") lines.splice(at, 5, ...(files.get(paths[b % paths.length] as string) ?? []).slice(10, 30));
  if (kind === "copy" || kind === "rename") files.set(free, lines);
  if (kind === "rename" || kind === "delete") {
    if (kind === "delete" || free !== path) files.delete(path);
  } else files.set(path, lines);
}

function difference(before: Files, after: Files): Record<string, string | null> {
  const changed: Record<string, string | null> = {};
  for (const path of before.keys()) if (!after.has(path)) changed[path] = null;
  for (const [path, lines] of after) if (before.get(path) !== lines) changed[path] = `${lines.join("\n")}\n`;
  return changed;
}
