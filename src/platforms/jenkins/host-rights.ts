import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { calleeOf, callsIn, named, unnamed } from "./calls.ts";
import { isTrue } from "./groovy/literals.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import type { JenkinsModel } from "./model.ts";
import { stageAt } from "./stages.ts";

/** A setting that gives a container the rights of its host. */
export interface HostRight {
  readonly place: Place;
  readonly job?: string;
}

const SOCKET = /(?:docker|podman|containerd)\.sock\b/g;
const PRIVILEGED = /(?<![\w-])--privileged(?!=false)(?![\w-])|--pid[= ]host\b|--cap-add[= ](?:ALL|SYS_ADMIN)\b/g;
const OF_POD = /\bprivileged[ \t]*:[ \t]*true\b|\bhostPID[ \t]*:[ \t]*true\b|\/(?:docker|containerd)\.sock\b/g;

/** Settings of containers and pods in a file that give them the rights of their host. */
export function hostRights(model: JenkinsModel): HostRight[] {
  return callsIn(model.statements).flatMap((call) =>
    placesIn(call).map((place): HostRight => {
      const job = stageAt(model, place)?.name;
      return { place, ...(job !== undefined && { job }) };
    }),
  );
}

function placesIn(call: Call): Place[] {
  const name = calleeOf(call);
  const last = call.callee.kind === "member" ? call.callee.name : name;
  if (name === "args" || name === "additionalBuildArgs") return textsIn(unnamed(call)[0], [SOCKET, PRIVILEGED]);
  if (/^(?:inside|withRun|run)$/.test(last) && call.callee.kind === "member")
    return textsIn(unnamed(call)[0], [SOCKET, PRIVILEGED]);
  if (name === "yaml") return textsIn(unnamed(call)[0], [OF_POD]);
  if (name === "podTemplate") return textsIn(named(call, "yaml"), [OF_POD]);
  if (name === "hostPathVolume") return textsIn(named(call, "hostPath"), [SOCKET]);
  const privileged = name === "containerTemplate" ? named(call, "privileged") : undefined;
  return privileged !== undefined && isTrue(privileged) ? [privileged.place] : [];
}

function textsIn(node: Node | undefined, patterns: readonly RegExp[]): Place[] {
  if (node?.kind !== "text") return [];
  const { scalar } = node;
  return patterns.flatMap((pattern) =>
    Array.from(scalar.value.matchAll(pattern), ({ index, 0: { length } }) => placeOf(scalar, index, index + length)),
  );
}

const placeOf = (scalar: Scalar, start: number, end: number): Place => placeWithin(scalar, start, end);
