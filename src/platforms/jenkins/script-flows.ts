import type { Sink } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { atSink } from "../flow/at-sink.ts";
import { carriedByReads } from "../flow/carried-by-reads.ts";
import { addFlows } from "../flow/collected.ts";
import { noteScript } from "../flow/note-script.ts";
import { type Carried, everything, holdsUnder } from "../flow/scope.ts";
import { holdsPath, isSecretName } from "../flow/secret-names.ts";
import { startOf } from "../flow/start-of.ts";
import { followScript } from "../script/read-script.ts";
import { languageOf, type RunnerDialect, type ScriptLanguage, type ScriptSink } from "../script/script.ts";
import { calleeOf, named, pathOf, told, valueOf } from "./calls.ts";
import { isTrue } from "./groovy/literals.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import {
  type Composed,
  type ComposedHole,
  carriedByVariable,
  localOf,
  type Reach,
  scopeOf,
  type Walk,
} from "./reach.ts";
import { textsOf } from "./texts.ts";
import { carriedBy } from "./values.ts";

/** Jenkins takes no commands from a script's output. */
const RUNNER: RunnerDialect = { files: new Map(), commands: [] };

/** Longer than any script that somebody writes by hand; reading it could take minutes. */
const MAX_SCRIPT = 128 * 1024;

/** Steps that run a script, by the language of their shell. */
const SHELLS: ReadonlyMap<string, ScriptLanguage> = new Map([
  ["sh", "bash"],
  ["bat", "cmd"],
  ["powershell", "pwsh"],
  ["pwsh", "pwsh"],
]);

export const isShell = (name: string): boolean => SHELLS.has(name);

/** Reads what a step such as `sh` runs. */
export function readShellStep(walk: Walk, reach: Reach, call: Call): void {
  const asked = valueOf(named(call, "label"));
  const job = reach.site.job ?? "";
  const number = (walk.steps.get(job) ?? 0) + 1;
  walk.steps.set(job, number);
  const inner: Reach = { ...reach, site: { ...reach.site, step: asked ?? String(number) } };
  for (const text of textsOf(walk, inner, told(call, "script"))) readText(walk, inner, call, text);
}

/** The line that says what runs a script: `#!/usr/bin/env python3`. */
const FIRST_LINE = /^\s*#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(?<program>\S+)/;

function readText(walk: Walk, reach: Reach, call: Call, text: Composed): void {
  const place = text.placeOf(0, text.value.length);
  if (walk.seen.has(startOf(place))) return;
  walk.seen.add(startOf(place));
  if (text.value.length > MAX_SCRIPT) {
    walk.collected.unfollowed ??= place;
    return;
  }
  const program = FIRST_LINE.exec(text.value)?.groups?.["program"];
  const language = program === undefined ? SHELLS.get(calleeOf(call)) : languageOf(program);
  if (language === undefined) return;
  const followed = followScript({ text: text.value, language, holes: text.holes }, RUNNER);
  const filled = text.holes.map((hole) => ({ hole, carried: carriedByHole(walk, reach, text, hole) }));
  const read = carriedByReads(
    text,
    followed.reads,
    (name, at) => carriedByVariable(walk, reach, name, at, "script"),
    filled.map(({ carried }) => carried),
  );
  const isCaptured = isTrue(named(call, "returnStdout"));
  const printed: Carried[] = [];
  for (const found of followed.sinks) {
    const { use, kind } = found;
    // What a path leads to is not in the variable.
    const arrived = read(use).filter(({ reference }) => reference.via !== "mount" && !holdsPath(use.name));
    if (arrived.length === 0) continue;
    const secrets = arrived.map((secret) => atSink(text, found, secret));
    if (kind === "log" && isCaptured) printed.push(...secrets);
    else addFlows(walk.collected, secrets, sinkOf(found, text.placeOf(use.start, use.end)));
  }
  if (isCaptured) walk.results.set(call, printed);
  const scope = scopeOf(walk, reach);
  noteScript(walk.collected, reach.site, {
    text,
    followed: isCaptured ? { ...followed, dumps: [] } : followed,
    environment: everything(scope),
    carriedBy: read,
    mayHold: (word) => isSecretName(word.toUpperCase()) || holdsUnder(scope, word),
    filled: filled.map(({ hole: { start, end, node }, carried }) => ({
      start,
      end,
      path: sourceOf(reach, node, 0),
      secrets: carried.map(({ reference }) => reference),
    })),
    ...(reach.goesOn !== undefined && { goesOn: reach.goesOn }),
  });
}

/** What brings a value, over the variables of Groovy: `env.CHANGE_TITLE`, or `git log` for what that prints; empty where it is worked out. */
function sourceOf(reach: Reach, node: Node | undefined, depth: number): string {
  if (node === undefined || depth > MAX_DEPTH) return "";
  if (node.kind === "call") {
    if (
      node.callee.kind === "member" &&
      /^(?:trim|toString|strip|take|toLowerCase|toUpperCase)$/.test(node.callee.name)
    )
      return sourceOf(reach, node.callee.of, depth + 1);
    const script = told(node, "script");
    const printed = isShell(calleeOf(node)) && script?.kind === "text" ? script.scalar.value : "";
    return /\bgit\s+(?:log|show)\b[^|]*(?:%[Bbs]|%an|--oneline|subject|body)/.test(printed) ? "git log" : "";
  }
  const path = pathOf(node);
  const local = localOf(reach, path);
  if (local === undefined) return path;
  return local.node === undefined ? "" : sourceOf(reach, local.node, depth + 1);
}

/** Variables that are looked up one after the other. */
const MAX_DEPTH = 8;

const sinkOf = ({ kind, name }: ScriptSink, place: Place): Sink => ({ kind, name, place });

/** Secrets that Groovy fills in at a place; a variable that the file does not set is read there. */
export function carriedByHole(
  walk: Walk,
  reach: Reach,
  text: Composed,
  { start, end, node }: ComposedHole,
): readonly Carried[] {
  const isUnknown = node.kind === "name" && localOf(reach, node.name) === undefined;
  return isUnknown
    ? carriedByVariable(walk, reach, node.name, text.placeOf(start, end), "script")
    : carriedBy(walk, reach, node);
}
