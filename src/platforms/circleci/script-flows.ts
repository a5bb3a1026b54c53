import { minimatch } from "minimatch";
import type { Sink } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import { atSink } from "../flow/at-sink.ts";
import { carriedByReads } from "../flow/carried-by-reads.ts";
import { addFlows } from "../flow/collected.ts";
import { noteScript } from "../flow/note-script.ts";
import { type Carried, everything, holdsUnder, through } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import { holdsPath, isSecretName } from "../flow/secret-names.ts";
import { startsTraced } from "../script/read-traces.ts";
import type { RunnerDialect, ScriptLanguage, ScriptSink } from "../script/script.ts";
import { expressionsIn } from "./expressions.ts";
import type { Frame } from "./frames.ts";
import type { HandOver } from "./hand-overs.ts";
import { carriedByExpression, carriedByText, carriedByVariable, type Reach, scopeOf, variablesIn } from "./reach.ts";

/** Every later step reads what one writes to this file. */
export const RUNNER: RunnerDialect = { files: new Map([["BASH_ENV", "output"]]), commands: [] };

/** A script, and what counts of its step and job. */
export interface Run {
  readonly command: Scalar;
  readonly frame: Frame;
  readonly language: ScriptLanguage;
  readonly shell?: Scalar;
  readonly handOvers: readonly HandOver[];
}

/** Follows one script. Gives back the secrets that it reads. */
export function readRun(reach: Reach, reader: ScriptReader, run: Run): readonly Carried[] {
  const { command, frame, language, shell } = run;
  // A backslash keeps a heredoc's mark from being taken for an expression; the shell never sees it.
  const expressions = expressionsIn(command.value);
  const followed = reader.read(command.value.replaceAll("\\<<", " <<"), language, expressions);
  if (followed === undefined) {
    reach.collected.unfollowed ??= command.place;
    return [];
  }
  // First of all, so that a secret is known by the variable that it is exported as.
  const exports = exportsOf(reach, command, frame);
  const text = placedText(command);
  const carriedBy = carriedByReads(
    text,
    followed.reads,
    (name, place) => carriedByVariable(reach, name, place, "script"),
    expressions.map((expression) => carriedByExpression(reach, expression, frame)),
  );
  for (const found of followed.sinks) {
    const { use } = found;
    // What a path leads to is not in the variable.
    const arrived = carriedBy(use).filter(({ reference }) => !holdsPath(use.name) && reference.via !== "mount");
    if (arrived.length === 0) continue;
    const secrets = arrived.map((secret) => atSink(text, found, secret));
    for (const sink of sinksOf(run.handOvers, found, placeWithin(command, use.start, use.end))) {
      addFlows(reach.collected, secrets, sink);
    }
  }
  const scope = scopeOf(reach);
  noteScript(reach.collected, reach.site, {
    text,
    followed,
    environment: [...everything(scope), ...reach.contexts],
    carriedBy,
    mayHold: (word) => isSecretName(word.toUpperCase()) || holdsUnder(scope, word),
    ...(shell !== undefined && startsTraced(shell.value) && { traced: shell.place }),
  });
  for (const [name, held] of exports) reach.exported.set(name, held);
  return followed.reads.flatMap(carriedBy);
}

/** A file that the job hands on is more than a file. */
function sinksOf(handOvers: readonly HandOver[], { kind, name }: ScriptSink, place: Sink["place"]): Sink[] {
  if (kind !== "file") return [{ kind, name, place }];
  const kinds = handOvers.filter(({ paths }) => paths.some(({ path }) => isAmong(name, path))).map((one) => one.kind);
  return (["file", ...new Set(kinds)] as const).map((one) => ({ kind: one, name, place }));
}

const plain = (path: string): string =>
  path
    .replace(/^(?:\$\{?(?:CIRCLE_WORKING_DIRECTORY|PWD)\}?\/|~\/project\/|\.\/)+/, "")
    .replace(/^\$\{?HOME\}?(?=\/)/, "~")
    .replace(/\/+$/, "");

/** Whether a file is a path that is handed on, lies below it, or matches it as a pattern. */
function isAmong(file: string, handedOn: string): boolean {
  const [path, pattern] = [plain(file), plain(handedOn)];
  if (path === "" || path.length > 1000 || pattern.length > 1000) return false;
  const isBelow = path === pattern || path.startsWith(`${pattern}/`) || minimatch(path, pattern, { dot: true });
  return isBelow || (/^(?:\.|~\/project|\*)?$/.test(pattern) && !/^[~\/$]/.test(path));
}

const EXPORT = /\bexport[ \t]+(?<name>[A-Za-z_]\w*)=(?<value>[^\n;|]{1,2000})/g;

/** The end of what is written: the quote that closes it, and the file. */
const TO_FILE = /["']?\s*>>?\s*["']?\$\{?BASH_ENV/;

/** What a script writes to `$BASH_ENV` is a variable of all steps behind it. */
function exportsOf(reach: Reach, command: Scalar, frame: Frame): ReadonlyMap<string, readonly Carried[]> {
  const { value } = command;
  const exports = new Map<string, readonly Carried[]>();
  if (!/\bBASH_ENV\b/.test(value)) return exports;
  for (const { index, 0: written, groups } of value.matchAll(EXPORT)) {
    const { name = "", value: rest = "" } = groups ?? {};
    const [assigned = ""] = rest.split(TO_FILE, 1);
    const inner: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
    const from = index + written.length - rest.length;
    const variables = variablesIn(assigned).filter((one) => one.name !== name);
    const carried = variables.flatMap((one) => [
      ...carriedByVariable(inner, one.name, placeWithin(command, from + one.start, from + one.end), "script"),
    ]);
    const filled = expressionsIn(assigned).flatMap((expression) => carriedByExpression(reach, expression, frame));
    const place = placeWithin(command, index, from - 1);
    const held = through([...carried, ...filled], place);
    // What is written out hides a secret of that name; what is computed may be one.
    if (held.length > 0 || !/[$`]|<</.test(assigned)) exports.set(name, held);
  }
  return exports;
}

/** Secrets in a text that is no script: a path, a cache's key. */
export const carriedBySetting = (reach: Reach, scalar: Scalar, frame: Frame): Carried[] =>
  carriedByText(reach, scalar, frame, "expression");
