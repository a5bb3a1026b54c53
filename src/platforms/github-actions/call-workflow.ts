import type { Site } from "../flow/collected.ts";
import { addFlows } from "../flow/collected.ts";
import type { Scope } from "../flow/scope.ts";
import { circleThrough } from "./circle.ts";
import { PLATFORM, readBindings } from "./collect.ts";
import { type Call, type Following, handed, type Left } from "./following.ts";
import { localUse } from "./local-uses.ts";
import type { Bindings, Job } from "./model.ts";
import { noteGap } from "./note-gap.ts";
import { readUses } from "./uses.ts";

/** A job that calls a reusable workflow: its inputs and secrets go there, and its outputs come back from a file that is at hand. */
export function callWorkflow(following: Following, site: Site, job: Job, scope: Scope): Left | undefined {
  if (job.uses === undefined) return undefined;
  const { collected } = following;
  const inputs = readBindings(collected, site, job.with, scope, "input");
  const secrets = readBindings(collected, site, job.secrets, scope, "input");
  const carried = [...inputs.values(), ...secrets.values()].flat();
  const contexts = new Map([
    ...handed(inputs, "inputs", (name) => placeIn(job.with, name)),
    ...handed(secrets, "secrets", (name) => placeIn(job.secrets, name)),
  ]);
  if (job.inheritsSecrets !== undefined) {
    const { place } = job.inheritsSecrets;
    const reference = { secret: "*", platform: PLATFORM, ...site, place, via: "context" as const };
    collected.references.push(reference);
    const all = { reference, path: [], masked: true };
    carried.push(all);
    contexts.set("secrets.*", [all]);
  }
  const { name, version, pinned, trusted } = readUses(job.uses.value);
  addFlows(collected, carried, { kind: "callee", name, place: job.uses.place, pinned, trusted });
  collected.inclusions.push({ name, version, pinned, trusted, place: job.uses.place, job: job.id.value });
  const { siblings, model } = following;
  if (siblings === undefined) return undefined;
  const found = localUse(model.path, job.uses.value, false, siblings);
  if (found === undefined) return undefined;
  if (found.model === undefined) {
    noteGap(following, job.uses, `there is no workflow ${found.path}`, true);
    return undefined;
  }
  // Of a file that is walked for another one's sake nobody hears.
  const circle = following.entered.length > 1 ? undefined : circleThrough(model, found.model, siblings);
  if (circle !== undefined)
    noteGap(
      following,
      job.uses,
      `they call each other in a circle, which GitHub refuses: ${circle.join(" → ")}`,
      false,
    );
  const call: Call = { callee: found.path, contexts, environment: new Map(), job: job.id.value };
  following.calls.push(call);
  return following.enter(found.model, call);
}

const placeIn = ({ entries }: Bindings, name: string) =>
  entries.find((entry) => entry.name.value === name)?.value.place;
