import { asScalar, scalarOf, scalarsIn, valueOf } from "../document/access.ts";
import type { DocumentNode } from "../document/tree.ts";
import type { Wire } from "./model.ts";
import { items, parseGiven, textOf } from "./parse-values.ts";

/** Triggers with a template of their own repository, each with its bindings: by name, or written out. */
export function parseWires(triggers: readonly (DocumentNode | undefined)[]): Wire[] {
  return triggers.flatMap((trigger): Wire[] => {
    const template = valueOf(trigger, "template");
    const called = textOf(template, "ref") ?? textOf(template, "name");
    if (called === undefined) return [];
    const named = items(valueOf(trigger, "bindings")).filter((item) => valueOf(item, "value") === undefined);
    return [
      {
        template: called,
        bindings: named.flatMap((item) => textOf(item, "ref") ?? textOf(item, "name") ?? []),
        given: parseGiven(valueOf(trigger, "bindings")),
        events: eventsBelow(trigger),
      },
    ];
  });
}

/** Lists in maps in lists that are looked through. */
const MAX_DEPTH = 15;

/** Events that the interceptors anywhere below a node let through: by `eventTypes`, as a key or a parameter, or by a filter that asks. */
export function eventsBelow(node: DocumentNode | undefined, depth = 0): string[] {
  if (node === undefined || node.kind === "scalar" || depth > MAX_DEPTH) return [];
  if (node.kind === "sequence") return node.items.flatMap((item) => eventsBelow(item, depth + 1));
  const named = scalarOf(node, "name")?.value;
  if (named === "eventTypes" || named === "filter") return eventsUnder(named, valueOf(node, "value"));
  return node.entries.flatMap(({ key, value }) =>
    key.value === "eventTypes" || key.value === "filter"
      ? eventsUnder(key.value, value)
      : eventsBelow(value, depth + 1),
  );
}

function eventsUnder(name: "eventTypes" | "filter", node: DocumentNode | undefined): string[] {
  if (name === "eventTypes") return scalarsIn(node).map(({ value }) => value);
  const filter = asScalar(node)?.value.slice(0, MOST_FILTER) ?? "";
  return Array.from(filter.matchAll(ASKED), ({ groups }) => groups?.["event"] ?? "");
}

/** Longer than any filter that somebody writes. */
const MOST_FILTER = 10_000;

/** `header.match('X-GitHub-Event', 'push')`, `header.canonical('X-Gitlab-Event') == 'Push Hook'`. */
const ASKED =
  /header\s{0,9}(?:\.\s{0,9}\w{1,20}\s{0,9}\(|\[)\s{0,9}["']X-[\w-]{1,20}-Event["']\s{0,9}(?:,|[)\]](?:\[0\])?\s{0,9}==)\s{0,9}["'](?<event>[\w ]{1,50})["']/gi;
