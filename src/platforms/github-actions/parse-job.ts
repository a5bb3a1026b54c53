import { scalarsOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import type { Job } from "./model.ts";
import {
  bindingsOf,
  noBindings,
  parseBindings,
  parseConcurrency,
  parseContainer,
  parseDefaults,
  parsePermissions,
  parseSteps,
} from "./parse-parts.ts";

/** One job from its key and its map; `bytes` are those of the unit, with the comments that the nodes do not hold. */
export function parseJob(id: Scalar, node: Mapping, bytes: Uint8Array): Job {
  const container = valueOf(node, "container");
  const matrix = valueOf(valueOf(node, "strategy"), "matrix");
  const services = valueOf(node, "services");
  return {
    id,
    place: node.place,
    ...pickScalars(node, { name: "name", if: "if", uses: "uses", continueOnError: "continue-on-error" }),
    needs: scalarsOf(valueOf(node, "needs")),
    runsOn: parseRunsOn(valueOf(node, "runs-on")),
    ...parseEnvironment(node),
    ...parsePermissions(node, bytes),
    env: parseBindings(valueOf(node, "env")),
    defaults: parseDefaults(valueOf(node, "defaults")),
    ...parseConcurrency(node),
    ...(container !== undefined && { container: parseContainer(container) }),
    services:
      services?.kind === "map"
        ? services.entries.map(({ key, value }) => ({ name: key, container: parseContainer(value) }))
        : [],
    ...(matrix !== undefined && { matrix }),
    outputs: bindingsOf(valueOf(node, "outputs")),
    with: parseBindings(valueOf(node, "with")),
    ...parseSecrets(valueOf(node, "secrets")),
    steps: parseSteps(valueOf(node, "steps")),
  };
}

function parseRunsOn(node: DocumentNode | undefined): readonly Scalar[] {
  if (node?.kind !== "map") return scalarsOf(node);
  return [...scalarsOf(valueOf(node, "group")), ...scalarsOf(valueOf(node, "labels"))];
}

function parseEnvironment(node: Mapping): Pick<Job, "environment"> {
  const value = valueOf(node, "environment");
  if (value === undefined) return {};
  if (value.kind !== "scalar") return { environment: pickScalars(value, { name: "name", url: "url" }) };
  return { environment: { name: value } };
}

function parseSecrets(node: DocumentNode | undefined): Pick<Job, "secrets" | "inheritsSecrets"> {
  if (node?.kind === "scalar" && node.value === "inherit") return { secrets: noBindings, inheritsSecrets: node };
  return { secrets: parseBindings(node) };
}
