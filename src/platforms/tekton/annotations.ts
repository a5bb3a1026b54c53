import type { Inclusion } from "../../core/pipeline.ts";
import { placeWithin } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import type { Resource } from "./model.ts";
import { ofUrl } from "./refs.ts";

/** Annotations by which Pipelines as Code fetches tasks and pipelines, numbered ones included. */
const FETCHES = /^pipelinesascode\.tekton\.dev\/(?:task|pipeline)(?:-\d+)?$/;

/** Notes the tasks and pipelines that annotations fetch: from the hub by name, from an address, or out of the repository. */
export function noteAnnotations({ inclusions }: Collected, { annotations }: Resource): void {
  for (const { name, value } of annotations) {
    if (!FETCHES.test(name.value)) continue;
    for (const { index, 0: item } of value.value.matchAll(/[^\s,\[\]"']+/g)) {
      const place = placeWithin(value, index, index + item.length);
      const found = ofAnnotation(item, place);
      if (found !== undefined) inclusions.push(found);
    }
  }
}

function ofAnnotation(item: string, place: Inclusion["place"]): Inclusion | undefined {
  if (/\{\{/.test(item)) return undefined;
  if (/^https?:\/\//i.test(item)) {
    const { name, version, pinned } = ofUrl(item, place);
    return { name, version, pinned, place, trusted: false };
  }
  // A path is a file of the repository itself.
  if (/\/.*\.ya?ml$|^\.\.?\//i.test(item)) return undefined;
  const [name = item, version = ""] = item.replace(/^[\w-]+:\/\//, "").split(":", 2);
  return {
    name: `${name} of the hub`,
    version: version === "latest" ? "" : version,
    pinned: false,
    place,
    trusted: false,
  };
}
