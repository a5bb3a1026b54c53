import type { Transfer } from "../../core/pipeline.ts";
import { calleeOf, callsIn, itemsOf, named, told, valueOf } from "./calls.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import type { Reach, Walk } from "./reach.ts";
import { textsOf } from "./texts.ts";

/** Notes the files that a step hands on: to whoever may see the build, or to later builds. */
export function readTransfer(walk: Walk, reach: Reach, call: Call): void {
  const name = calleeOf(call);
  if (name === "cache") {
    for (const one of callsIn(itemsOf(named(call, "caches"))))
      note(walk, reach, "cache", one, named(one, "path"), named(one, "excludes"));
    return;
  }
  const paths = name === "archive" ? told(call, "includes") : told(call, "artifacts");
  note(walk, reach, "artefact", call, paths, named(call, "excludes"));
}

function note(
  walk: Walk,
  reach: Reach,
  kind: Transfer["kind"],
  call: Call,
  node: Node | undefined,
  left: Node | undefined,
): void {
  const paths = textsOf(walk, reach, node).flatMap((text) =>
    split(text.value).map(({ value, at }) => ({ value, place: text.placeOf(at, at + value.length) })),
  );
  const { job, step } = reach.site;
  const { kept } = walk.model;
  if (paths.length === 0) return;
  walk.collected.transfers.push({
    kind,
    place: call.callee.place,
    paths,
    excluded: split(valueOf(left) ?? "").map(({ value }) => value),
    takesHidden: true,
    ...(kind === "artefact" && kept !== undefined && { expiry: { value: kept.value, place: kept.place } }),
    ...(job !== undefined && { job }),
    ...(step !== undefined && { step }),
  });
}

/** Paths with commas between them. */
function split(text: string): { readonly value: string; readonly at: number }[] {
  return Array.from(text.matchAll(/[^,\s][^,]*/g), ({ index, 0: written }) => ({
    value: written.trimEnd(),
    at: index,
  }));
}
