import type { PipelineFlows } from "../core/pipeline.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Example, Examples, PolicyMatch } from "../core/stages.ts";
import { type Fits, fitsAll, type PatternTests, type Use } from "./fits.ts";
import { messageOf } from "./message.ts";
import type { PolicyData } from "./schema.ts";

/** A policy that a repository brings itself, over what any platform's pipelines tell. */
export interface OwnPolicy {
  readonly meta: RuleMeta;
  readonly examples: Examples;
  check(flows: PipelineFlows): Iterable<PolicyMatch>;
}

/** An example that names no path is a workflow of GitHub Actions. */
const EXAMPLE_PATH = ".github/workflows/example.yml";

/** Makes a policy of what is written; exceptions that ended before `asOf`, an ISO day, hold no more. */
export function ownPolicy(data: PolicyData, tests: PatternTests, asOf: string): OwnPolicy {
  const isFinding = findingTest(data, tests);
  const holding = (data.allow ?? []).filter(({ until }) => until === undefined || until >= asOf);
  const exceptions = holding.map(({ reason: _, until: __, ...uses }) => fitsAll(uses, tests, "sought"));
  const looksAtSinks = [data.forbid, data.for, data.require].some((uses) => uses?.sink !== undefined);
  return {
    meta: metaOf(data),
    examples: { flag: withPaths(data.examples?.flag), ok: withPaths(data.examples?.ok) },
    check(flows) {
      const uses: readonly Use[] = looksAtSinks ? flows.flows : flows.references.map((reference) => ({ reference }));
      const found = uses.filter(isFinding).filter((use) => !isExcepted(use, flows, exceptions));
      return oncePerPlace(found.map((use) => matchOf(data, use)));
    },
  };
}

function findingTest({ forbid, for: subject, require }: PolicyData, tests: PatternTests): Fits {
  if (require === undefined) return fitsAll(forbid ?? {}, tests, "sought");
  const isSubject = subject === undefined ? () => true : fitsAll(subject, tests, "sought");
  const isRight = fitsAll(require, tests, "required");
  return (use) => isSubject(use) && !isRight(use);
}

/** An exception may name a sink though the policy looks at none: then it is for what ends there and nowhere else. */
function isExcepted(use: Use, { flows }: PipelineFlows, exceptions: readonly Fits[]): boolean {
  if (exceptions.length === 0) return false;
  const fits = (one: Use): boolean => exceptions.some((exception) => exception(one));
  if (use.sink !== undefined || fits(use)) return fits(use);
  const ends = flows.filter(({ reference }) => reference === use.reference);
  return ends.length > 0 && ends.every(fits);
}

function matchOf(data: PolicyData, { reference, sink }: Use): PolicyMatch {
  const message = messageOf(data, sink === undefined ? { reference } : { reference, sink });
  if (sink === undefined) return { place: reference.place, message };
  return {
    place: sink.place,
    message,
    related: [{ place: reference.place, message: `The secret ${reference.secret} is given here.` }],
  };
}

/** A template brings the same line into many jobs. */
function oncePerPlace(matches: readonly PolicyMatch[]): PolicyMatch[] {
  const keyOf = ({ place: { unit, span } }: PolicyMatch): string => JSON.stringify([unit, span.start, span.end]);
  return [...new Map(matches.toReversed().map((match) => [keyOf(match), match])).values()].toReversed();
}

function metaOf({ id, title, why, fix, severity, confidence, preset, references }: PolicyData): RuleMeta {
  const own = { since: "0.0.0", practices: [], cwe: [] };
  return { id, title: title.replace(/\.$/, ""), why, fix, severity, confidence, preset, references, ...own };
}

const withPaths = (examples: readonly Example[] = []): readonly Example[] =>
  examples.map((example) => ({ path: EXAMPLE_PATH, ...example }));
