import { scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Environment, EnvVar, Mount, Step, TaskSpec, Volume } from "./model.ts";
import { parseRef } from "./parse-ref.ts";
import { secretsOfVolume } from "./parse-secrets.ts";
import { items, optional, parseGiven, parseParams, textOf } from "./parse-values.ts";

export function parseTask(spec: DocumentNode | undefined): TaskSpec {
  const template = valueOf(spec, "stepTemplate");
  const inputs = valueOf(valueOf(spec, "inputs"), "params");
  return {
    params: parseParams(valueOf(spec, "params") ?? inputs),
    steps: items(valueOf(spec, "steps")).map((item) => parseStep(item, template)),
    sidecars: items(valueOf(spec, "sidecars")).map((item) => parseStep(item, undefined)),
    volumes: items(valueOf(spec, "volumes")).flatMap(parseVolume),
    shared: parseEnvironment(template),
  };
}

export function parseStep(node: DocumentNode, template: DocumentNode | undefined): Step {
  const own = <Value>(read: (from: DocumentNode | undefined) => Value | undefined): Value | undefined =>
    read(node) ?? read(template);
  const ref = parseRef(valueOf(node, "ref"));
  const rights = [valueOf(node, "securityContext"), valueOf(template, "securityContext")];
  return {
    place: node.place,
    ...optional("name", textOf(node, "name")),
    ...optional(
      "image",
      own((from) => textOf(from, "image")),
    ),
    ...optional("script", textOf(node, "script")),
    command: scalarsOf(own((from) => valueOf(from, "command"))),
    args: scalarsOf(own((from) => valueOf(from, "args"))),
    ...parseEnvironment(node),
    mounts: [template, node].flatMap((from) => items(valueOf(from, "volumeMounts")).flatMap(parseMount)),
    privileged: rights.flatMap(parseRights),
    ...optional("onError", textOf(node, "onError")),
    ...(ref !== undefined && { ref }),
    given: parseGiven(valueOf(node, "params")),
  };
}

/** Settings by which a container gets the rights of its machine. */
function parseRights(context: DocumentNode | undefined): Scalar[] {
  const privileged = textOf(context, "privileged");
  const added = scalarsOf(valueOf(valueOf(context, "capabilities"), "add"));
  return [
    ...(privileged?.value === "true" ? [privileged] : []),
    ...added.filter(({ value }) => /^(?:ALL|(?:CAP_)?SYS_ADMIN)$/i.test(value)),
  ];
}

const parseEnvironment = (node: DocumentNode | undefined): Environment => ({
  env: parseEnv(valueOf(node, "env")),
  envFrom: parseEnvFrom(valueOf(node, "envFrom")),
});

function parseEnv(node: DocumentNode | undefined): EnvVar[] {
  return items(node).flatMap((item) => {
    const name = textOf(item, "name");
    if (name === undefined) return [];
    const source = valueOf(valueOf(item, "valueFrom"), "secretKeyRef");
    const secret = textOf(source, "name");
    return [
      {
        name,
        ...optional("value", scalarOf(item, "value")),
        ...(secret !== undefined && { secret: { secret, ...optional("key", textOf(source, "key")) } }),
      },
    ];
  });
}

const parseEnvFrom = (node: DocumentNode | undefined): Scalar[] =>
  items(node).flatMap((item) => textOf(valueOf(item, "secretRef"), "name") ?? []);

function parseMount(node: DocumentNode): Mount[] {
  const volume = textOf(node, "name");
  return volume === undefined ? [] : [{ volume, ...optional("path", textOf(node, "mountPath")) }];
}

function parseVolume(node: DocumentNode): Volume[] {
  const name = textOf(node, "name");
  if (name === undefined) return [];
  const hostPath = textOf(valueOf(node, "hostPath"), "path");
  return [{ name, secrets: secretsOfVolume(node), ...optional("hostPath", hostPath) }];
}
