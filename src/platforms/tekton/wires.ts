import { frameOf, give } from "./frames.ts";
import type { Named } from "./named.ts";
import { addTriggers, triggerOf } from "./triggers.ts";
import type { Used } from "./used.ts";

/** Gives the templates of triggers what their bindings make of events. Returns the template that each run stands in. */
export function wireUp(all: readonly Used[], named: Named): ReadonlyMap<Used, Used> {
  const wired = new Set<Used>();
  for (const { resource, file } of all) {
    for (const { template, bindings, given, events } of resource.wires) {
      const triggers = events.map(triggerOf);
      for (const one of named.findByName("TriggerTemplate", template.value, file)) {
        wired.add(one);
        addTriggers(one.triggers, triggers);
        give(one.frame, given, frameOf([], one.frame), { file, triggers });
        for (const { value } of bindings) {
          for (const binding of named.findByName("TriggerBinding", value, file)) bind(one, binding);
        }
      }
    }
  }
  const templates = all.filter(({ resource }) => resource.kind === "TriggerTemplate");
  const byFile = Map.groupBy(all, ({ file }) => file);
  for (const template of templates) if (!wired.has(template)) wireWithin(template, byFile.get(template.file) ?? []);
  return new Map(
    templates.flatMap((template) =>
      (byFile.get(template.file) ?? [])
        .filter((run) => run.resource.kind.endsWith("Run") && isWithin(run, template))
        .map((run) => [run, template]),
    ),
  );
}

/** A template that no listener of the repository names may have any of its file. */
function wireWithin(template: Used, beside: readonly Used[]): void {
  for (const one of beside) {
    if (one.resource.kind.endsWith("TriggerBinding")) bind(template, one);
    addTriggers(template.triggers, one.resource.events.map(triggerOf));
  }
}

function bind({ frame }: Used, { resource, file, triggers }: Used): void {
  give(frame, resource.given, frameOf([], frame), { file, triggers });
}

const isWithin = (inner: Used, outer: Used): boolean =>
  outer.resource.place.span.start <= inner.resource.place.span.start &&
  inner.resource.place.span.end <= outer.resource.place.span.end;
