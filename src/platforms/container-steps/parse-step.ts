import { scalarOf, scalarsIn, valueOf } from "../document/access.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import type { ContainerStep } from "./model.ts";
import { environmentOf, filtersOf, givenWithin, secretsOf, settingsOf, textsOf } from "./parse-parts.ts";

/** Keys of a step. Before there were `settings`, all others were a plugin's. */
const STEP_KEYS = new Set(
  "name image commands entrypoint command environment settings secrets privileged volumes failure when depends_on pull detach group status user network_mode dns directory backend_options resources node_selector extra_hosts ports labels tty shm_size devices tmpfs sysctls".split(
    " ",
  ),
);

/** Steps of a list, or of a map of their names. */
export function stepsOf(node: DocumentNode | undefined): ContainerStep[] {
  if (node?.kind === "sequence")
    return node.items.flatMap((item) => (item.kind === "map" ? [stepOf(item, scalarOf(item, "name"))] : []));
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) => (value.kind === "map" ? [stepOf(value, key)] : []));
}

function stepOf(node: Mapping, name: Scalar | undefined): ContainerStep {
  const image = scalarOf(node, "image");
  const failure = scalarOf(node, "failure");
  const privileged = privilegedOf(node);
  return {
    ...(name !== undefined && { name }),
    place: node.place,
    ...(image !== undefined && { image }),
    commands: textsOf(valueOf(node, "commands")),
    environment: environmentOf(valueOf(node, "environment")),
    settings: [...settingsOf(valueOf(node, "settings")), ...olderSettings(node)],
    secrets: secretsOf(valueOf(node, "secrets")),
    ...(privileged !== undefined && { privileged }),
    volumes: volumesOf(valueOf(node, "volumes")),
    ...(failure?.value === "ignore" && { failure }),
    conditions: filtersOf(valueOf(node, "when")),
  };
}

/** Settings of a plugin beside the step's own keys. */
function olderSettings({ entries }: Mapping): ContainerStep["settings"] {
  if (entries.some(({ key }) => key.value === "commands" || key.value === "settings")) return [];
  return entries
    .filter(({ key }) => !STEP_KEYS.has(key.value))
    .flatMap(({ key, value }) => givenWithin(value, key, key.value));
}

/** `privileged: true`, of the step or among what its backend is told. */
function privilegedOf(node: Mapping): Scalar | undefined {
  const own = scalarOf(node, "privileged");
  if (own !== undefined) return own.value === "true" ? own : undefined;
  const options = valueOf(node, "backend_options");
  return options === undefined ? undefined : privilegedWithin(options);
}

function privilegedWithin(node: DocumentNode): Scalar | undefined {
  if (node.kind !== "map") return undefined;
  for (const { key, value } of node.entries) {
    if (key.value === "privileged" && value.kind === "scalar" && value.value === "true") return value;
    const inner = privilegedWithin(value);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Volumes of a step: texts, or maps with the name of one of the pipeline's. */
function volumesOf(node: DocumentNode | undefined): Scalar[] {
  if (node?.kind !== "sequence") return textsOf(node);
  return node.items.flatMap((item) => (item.kind === "map" ? textsOf(valueOf(item, "name")) : scalarsIn(item)));
}
