import { POLICY_FAMILIES } from "../../catalogue/rule-file.ts";
import type { AcceptedEntry } from "../../core/acceptance.ts";
import { nearest } from "../../core/nearest.ts";
import type { RuleMeta } from "../../core/rule.ts";
import type { Problem } from "../../core/source.ts";
import type { YamlPath } from "../../documents/yaml-tree.ts";
import { EVENTS } from "../../own-policies/events.ts";
import { ownPolicy } from "../../own-policies/own-policy.ts";
import type { UsesData } from "../../own-policies/schema.ts";
import { globs } from "../globs.ts";
import { type Layer, writtenAt } from "../layer.ts";
import { pathTest } from "../path-patterns.ts";
import type { ConfigData } from "../schema.ts";
import type { OwnPlace, PlacedPolicy } from "./own-parts.ts";
import { notePatternLines, type PatternLines } from "./pattern-lines.ts";
import { placeOf } from "./place-of.ts";

export interface ReadPolicies {
  readonly policies: readonly PlacedPolicy[];
  readonly problems: readonly Problem[];
  /** Exceptions, which have been carried out and are held against the calendar. */
  readonly exceptions: readonly AcceptedEntry[];
}

export interface PolicyContext {
  readonly known: readonly Pick<RuleMeta, "id">[];
  /** ISO day. */
  readonly asOf: string;
  /** Takes the lines on which examples stand. */
  readonly lines: PatternLines;
}

const TESTS = { path: (pattern: string) => pathTest(pattern, globs), name: globs.name };

/** Makes the policies that layers of a configuration bring. `known` are the rules that there are, own ones included. */
export function readOwnPolicies(layers: readonly Layer[], { known, asOf, lines }: PolicyContext): ReadPolicies {
  const taken = new Set(known.map(({ id }) => id));
  const problems: Problem[] = [];
  const exceptions: AcceptedEntry[] = [];
  const policies = layers.flatMap((layer) =>
    (layer.data.policies ?? []).map((data, index): PlacedPolicy => {
      const at = ["policies", index];
      const { allow: _, ...rest } = data;
      const place = placeOf(layer.document, layer.root, at, { id: data.id, data: rest });
      const hint = "Take another id, best in a group of your own.";
      if (POLICY_FAMILIES.has(data.id.split("/")[0] ?? ""))
        problems.push(place.problemAt(["id"], "has the name of a family of built-in policies for its group", hint));
      else if (taken.has(data.id)) problems.push(place.problemAt(["id"], "is the id of another rule", hint));
      taken.add(data.id);
      problems.push(...unknownEvents(data, place));
      notePatternLines(lines, layer.document, layer.root, at);
      exceptions.push(...exceptionsOf(layer, data, at));
      return { ...place, policy: ownPolicy(data, TESTS, asOf), platforms: platformsOf(data) };
    }),
  );
  return { policies, problems, exceptions };
}

type PolicyData = NonNullable<ConfigData["policies"]>[number];

function exceptionsOf(layer: Layer, { id, allow = [] }: PolicyData, at: readonly PropertyKey[]): AcceptedEntry[] {
  return allow.map(({ reason, until, ...uses }, index) => ({
    key: `${id} ${JSON.stringify(uses)}`,
    reason,
    ...(until === undefined ? {} : { until }),
    get written() {
      return writtenAt(layer, [...at, "allow", index]);
    },
  }));
}

/** The parts of a policy that name uses of secrets, with where they stand in it. */
function partsOf({ forbid, for: subject, require, allow = [] }: PolicyData): { path: YamlPath; uses?: UsesData }[] {
  return [
    ...(forbid === undefined ? [] : [{ path: ["forbid"], uses: forbid }]),
    ...(subject === undefined ? [] : [{ path: ["for"], uses: subject }]),
    ...(require === undefined ? [] : [{ path: ["require"], uses: require }]),
    ...allow.map((uses, index) => ({ path: ["allow", index], uses })),
  ];
}

/** A mistyped event would never fit, and nobody would notice. */
function unknownEvents(data: PolicyData, { problemAt }: OwnPlace): Problem[] {
  return partsOf(data).flatMap(({ path, uses }) =>
    [uses?.trigger ?? []]
      .flat()
      .filter((name) => !EVENTS.some(globs.name(name)))
      .map((name) => {
        const meant = nearest(name, EVENTS);
        const hint = meant === undefined ? `The events are ${EVENTS.join(", ")}.` : `Did you mean \`${meant}\`?`;
        return problemAt([...path, "trigger"], `names the event \`${name}\`, which no platform has`, hint);
      }),
  );
}

function platformsOf(data: PolicyData): PlacedPolicy["platforms"] {
  return partsOf(data).flatMap(({ path, uses }) =>
    [uses?.platform ?? []].flat().map((name) => ({ path: [...path, "platform"], name, fits: globs.name(name) })),
  );
}
