import type { Reference, Sink } from "../core/pipeline.ts";
import type { UsesData } from "./schema.ts";

/** Makes tests of patterns as the configuration reads them. */
export interface PatternTests {
  path(pattern: string): (path: string) => boolean;
  name(pattern: string): (name: string) => boolean;
}

/** One use of a secret: by itself, or with where it ends. */
export interface Use {
  readonly reference: Reference;
  readonly sink?: Sink;
}

export type Fits = (use: Use) => boolean;

/** How what is not known of a use counts: where it is looked for it does not fit, where it is required it does. */
type Mode = "sought" | "required";

/** Makes the test whether a use fits all that is named. Where uses are sought, one trigger that fits will do; all must, where that is required. */
export function fitsAll(data: UsesData, tests: PatternTests, mode: Mode): Fits {
  const checks: Fits[] = [];
  const named = (asked: Asked, valueOf: (use: Use) => string | undefined, test = tests.name): void => {
    if (asked === undefined) return;
    const any = anyOf(asked, test);
    checks.push((use) => {
      const value = valueOf(use);
      return value !== undefined && any(value);
    });
  };
  named(data.secret, ({ reference }) => reference.secret);
  named(data.platform, ({ reference }) => reference.platform);
  named(data.file, ({ reference }) => reference.file, tests.path);
  named(data.job, ({ reference }) => reference.job);
  named(data.environment, ({ reference }) => reference.environment);
  named(data.via, ({ reference }) => reference.via);
  const { trigger, untrusted, sink } = data;
  if (trigger !== undefined) {
    const any = anyOf(trigger, tests.name);
    checks.push(({ reference: { triggers } }) =>
      mode === "sought" ? triggers.some(({ event }) => any(event)) : triggers.every(({ event }) => any(event)),
    );
  }
  if (untrusted !== undefined) {
    checks.push(({ reference: { triggers } }) => triggers.some((one) => one.untrusted) === untrusted);
  }
  if (sink !== undefined) checks.push(sinkTest(sink, tests, mode));
  return (use) => checks.every((check) => check(use));
}

type Asked = string | readonly string[] | undefined;

function anyOf(asked: string | readonly string[], test: PatternTests["name"]): (value: string) => boolean {
  const all = [asked].flat().map(test);
  return (value) => all.some((one) => one(value));
}

function sinkTest(
  { kind, name, pinned, trusted }: NonNullable<UsesData["sink"]>,
  tests: PatternTests,
  mode: Mode,
): Fits {
  const kinds = kind === undefined ? undefined : new Set<string>([kind].flat());
  const fitsName = name === undefined ? () => true : anyOf(name, tests.name);
  const holds = (known: boolean | undefined, asked: boolean | undefined): boolean =>
    asked === undefined || (known === undefined ? mode === "required" : known === asked);
  return ({ sink }) =>
    sink !== undefined &&
    (kinds?.has(sink.kind) ?? true) &&
    fitsName(sink.name) &&
    holds(sink.pinned, pinned) &&
    holds(sink.trusted, trusted);
}
