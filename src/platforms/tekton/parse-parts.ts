import { asScalar, isNull, scalarOf, scalarsIn, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type {
  Binding,
  Environment,
  EnvVar,
  Mount,
  ParamSpec,
  PipelineSpec,
  PipelineTask,
  Ref,
  SecretName,
  Step,
  TaskSpec,
  Volume,
} from "./model.ts";

/** The maps of a list. */
export const items = (node: DocumentNode | undefined): readonly DocumentNode[] =>
  node?.kind === "sequence" ? node.items.filter(({ kind }) => kind === "map") : [];

/** A key's scalar, unless it stands for nothing. */
export function textOf(node: DocumentNode | undefined, key: string): Scalar | undefined {
  const found = scalarOf(node, key);
  return found === undefined || isNull(found) ? undefined : found;
}

/** A scalar under the name of a model's key. */
const optional = <Key extends string>(key: Key, value: Scalar | undefined): { readonly [Name in Key]?: Scalar } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [Name in Key]?: Scalar };

/** `name` and `value` of a list's items; of values that are lists or maps each text in them. */
export function parseGiven(node: DocumentNode | undefined): Binding[] {
  return items(node).flatMap((item) => {
    const name = textOf(item, "name");
    return name === undefined ? [] : scalarsIn(valueOf(item, "value")).map((value) => ({ name, value }));
  });
}

/** The entries of a map whose values are texts. */
export function parseMap(node: DocumentNode | undefined): Binding[] {
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) => (value.kind === "scalar" ? [{ name: key, value }] : []));
}

export function parseParams(node: DocumentNode | undefined): ParamSpec[] {
  return items(node).flatMap((item) => {
    const name = textOf(item, "name");
    if (name === undefined) return [];
    const type = scalarOf(item, "type")?.value ?? "string";
    const takesText = valueOf(item, "enum") === undefined && type === "string";
    return [{ name, takesText, ...optional("default", scalarOf(item, "default")) }];
  });
}

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
        ...(secret !== undefined && { secret: { name: secret, ...optional("key", textOf(source, "key")) } }),
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

/** Names of the secrets that a volume brings: as such, among others, or by the driver of a store. */
function secretsOfVolume(node: DocumentNode | undefined): Scalar[] {
  const secret = valueOf(node, "secret");
  const own = textOf(secret, "secretName") ?? textOf(secret, "name");
  const driver = textOf(valueOf(valueOf(node, "csi"), "volumeAttributes"), "secretProviderClass");
  const others = items(valueOf(valueOf(node, "projected"), "sources")).flatMap(secretsOfVolume);
  return [own ?? [], driver ?? [], others].flat();
}

/** Secrets that workspaces are bound to. */
export function parseWorkspaces(node: DocumentNode | undefined): SecretName[] {
  return items(node).flatMap((item) => {
    const boundTo = textOf(item, "name");
    return secretsOfVolume(item).map(
      (secret): SecretName => ({ secret, via: "mount", ...optional("boundTo", boundTo) }),
    );
  });
}

export function parseRef(node: DocumentNode | undefined): Ref | undefined {
  if (node?.kind !== "map") return undefined;
  const params = parseGiven(valueOf(node, "params") ?? valueOf(node, "resource"));
  return {
    ...optional("name", textOf(node, "name")),
    ...optional("kind", textOf(node, "kind")),
    ...optional("resolver", textOf(node, "resolver")),
    ...optional("bundle", textOf(node, "bundle")),
    params,
  };
}

export function parsePipeline(spec: DocumentNode | undefined): PipelineSpec {
  const tasks = [...items(valueOf(spec, "tasks")), ...items(valueOf(spec, "finally"))].flatMap(parsePipelineTask);
  return { params: parseParams(valueOf(spec, "params")), tasks };
}

function parsePipelineTask(node: DocumentNode): PipelineTask[] {
  const name = textOf(node, "name");
  if (name === undefined) return [];
  const spec = valueOf(node, "taskSpec");
  const ref = parseRef(valueOf(node, "taskRef"));
  const matrix = valueOf(node, "matrix");
  const given = [
    valueOf(node, "params"),
    valueOf(matrix, "params"),
    ...items(valueOf(matrix, "include")).map((one) => valueOf(one, "params")),
  ];
  return [
    {
      name,
      ...(ref !== undefined && { ref }),
      ...(spec !== undefined && { spec: parseTask(spec) }),
      given: given.flatMap(parseGiven),
      ...optional("onError", textOf(node, "onError")),
    },
  ];
}

/** Secrets that are named anywhere below a node by `secretRef`, `secretKeyRef` or the like, where nothing else reads them. */
export function secretsBelow(node: DocumentNode | undefined, depth = 0): SecretName[] {
  if (node === undefined || depth > 30 || node.kind === "scalar") return [];
  if (node.kind === "sequence") return node.items.flatMap((item) => secretsBelow(item, depth + 1));
  return node.entries.flatMap(({ key, value }): SecretName[] => {
    if (!SECRET_KEYS.has(key.value) || value.kind !== "map") return secretsBelow(value, depth + 1);
    const secret = textOf(value, "secretName") ?? textOf(value, "name");
    const part = textOf(value, "secretKey") ?? textOf(value, "key");
    if (secret === undefined) return secretsBelow(value, depth + 1);
    return [{ secret, via: "input", boundTo: key, ...optional("key", part) }];
  });
}

const SECRET_KEYS = new Set(["secretRef", "secretKeyRef", "secret_ref", "secret", "webhook_secret"]);

/** Secrets that open registries for the pods of a run, or belong to an account. */
export function parsePullSecrets(node: DocumentNode | undefined): SecretName[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => {
    const secret = asScalar(valueOf(item, "name"));
    return secret === undefined ? [] : [{ secret, via: "input" as const }];
  });
}
