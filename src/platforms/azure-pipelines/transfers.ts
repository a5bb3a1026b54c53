import type { Transfer } from "../../core/pipeline.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import type { Step } from "./model.ts";
import { inputOf, taskName } from "./tasks.ts";

/** Notes the files that a step hands on: a published artefact, or a cache. */
export function noteTransfer(collected: Collected, { job, step: name }: Site, step: Step): void {
  const found = pathsOf(step);
  if (found === undefined) return;
  collected.transfers.push({
    kind: found.kind,
    place: step.value.place,
    paths: linesOf(found.paths),
    excluded: [],
    takesHidden: true,
    ...(job !== undefined && { job }),
    ...(name !== undefined && { step: name }),
  });
}

function pathsOf(step: Step): { readonly kind: Transfer["kind"]; readonly paths: Scalar } | undefined {
  const task = taskName(step).toLowerCase();
  const artefact =
    step.kind === "publish" || step.kind === "upload"
      ? step.value
      : /^publish(?:build|pipeline)artifacts?$/.test(task)
        ? inputOf(step, "pathtopublish", "targetpath", "path")
        : undefined;
  if (artefact !== undefined) return { kind: "artefact", paths: artefact };
  const cache = /^cache(?:beta)?$/.test(task) ? inputOf(step, "path") : undefined;
  return cache === undefined ? undefined : { kind: "cache", paths: cache };
}

/** Folders of the agent by what they are to a job: that with its sources, and the home of its user. */
const SOURCES =
  /^\$\((?:Build\.SourcesDirectory|Build\.Repository\.LocalPath|System\.DefaultWorkingDirectory|Agent\.BuildDirectory|Pipeline\.Workspace)\)(?=$|[\\/])/i;

const HOME = /^\$\((?:HOME|USERPROFILE|Agent\.HomeDirectory)\)(?=$|[\\/])/i;

/** The lines of an input, as paths below the sources or the home. */
function linesOf(input: Scalar): { value: string; place: Transfer["place"] }[] {
  return Array.from(input.value.matchAll(/\S.*/g), ({ index, 0: line }) => {
    const written = line.trimEnd();
    const value = written
      .replaceAll("\\", "/")
      .replace(SOURCES, ".")
      .replace(HOME, "~")
      .replace(/^\.\/s$/, ".");
    return { value, place: placeWithin(input, index, index + written.length) };
  });
}
