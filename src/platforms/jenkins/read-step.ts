import { named, told, unnamed } from "./calls.ts";
import { readContainerTemplate, readDockerImage, readPod, readRegistry } from "./containers.ts";
import { vaultSecretsOf } from "./credentials.ts";
import type { Argument, Call } from "./groovy/nodes.ts";
import { TOOLS } from "./known-steps.ts";
import type { Local, Reach, Walk } from "./reach.ts";
import { isShell, readShellStep } from "./script-flows.ts";
import {
  noteVault,
  PRINTS,
  readBuild,
  readCredentials,
  readPrint,
  readTool,
  readUnknown,
  readWrite,
  useCredential,
} from "./steps.ts";
import { textsOf } from "./texts.ts";
import { readTransfer } from "./transfers.ts";
import { carriedBy } from "./values.ts";

/** Reads what a step does by itself, without what stands in its block. */
export function readStep(walk: Walk, reach: Reach, call: Call, name: string): void {
  const last = call.callee.kind === "member" ? call.callee.name : name;
  if (isShell(last) && /^(?:(?:this|steps|script|pipeline|ctx)\.)?\w+$/.test(name))
    return readShellStep(walk, reach, call);
  if (PRINTS.test(name)) return readPrint(walk, reach, call);
  if (/^write(?:File|JSON|Yaml)$/.test(name)) return readWrite(walk, reach, call);
  if (/^(?:archiveArtifacts|archive|cache)$/.test(name)) return readTransfer(walk, reach, call);
  if (name === "build") return readBuild(walk, reach, call);
  if (name === "withCredentials") return;
  if (name === "load") return readLoad(walk, call);
  if (name === "yaml") return textsOf(walk, reach, unnamed(call)[0]).forEach((text) => readPod(walk, reach, text));
  if (name === "podTemplate") textsOf(walk, reach, named(call, "yaml")).forEach((text) => readPod(walk, reach, text));
  if (name === "containerTemplate") readContainerTemplate(walk, reach, call);
  if (name === "docker.image") return readDockerImage(walk, reach, call, true);
  if (name === "docker.withRegistry") return readRegistry(walk, reach, call);
  if (name === "sshagent") return readAgentKeys(walk, reach, call);
  readCredentials(walk, reach, call);
  if (name === "withVault" || vaultSecretsOf(call).length > 0) return noteVault(walk, reach, call);
  if (TOOLS.has(name)) return readTool(walk, reach, call);
  const called = name.replace(/^this\./, "");
  if (walk.functions.has(called)) return noteCall(walk, reach, call, called);
  readUnknown(walk, reach, call);
}

/** `sshagent(['id'])`. */
function readAgentKeys(walk: Walk, reach: Reach, call: Call): void {
  const keys = named(call, "credentials") ?? unnamed(call)[0];
  const sink = { kind: "action" as const, name: "sshagent", place: call.callee.place, trusted: true };
  const ids = keys?.kind === "list" ? keys.items.map(({ value }) => value) : keys === undefined ? [] : [keys];
  for (const id of ids) useCredential(walk, reach, id, "SSH_AUTH_SOCK", sink);
}

function readLoad(walk: Walk, call: Call): void {
  const file = told(call, "path");
  if (file?.kind !== "text") return;
  const { value, place } = file.scalar;
  walk.collected.inclusions.push({ name: value, version: "", place, pinned: true, trusted: true });
}

/** Functions are read once, as the call has it that brings most secrets. */
function noteCall(walk: Walk, reach: Reach, call: Call, name: string): void {
  const given = givenBy(walk, reach, call);
  const levels = reach.levels.flatMap(({ held }) => [...held.values()]);
  const weight = 1 + levels.flat().length + given.reduce((sum, { carried }) => sum + carried.length, 0);
  const known = walk.calls.get(name);
  if (known === undefined || known.weight < weight) walk.calls.set(name, { reach, given, weight });
}

/** What a call gives, parameter by parameter: Groovy makes one map of all named arguments, which comes first. */
function givenBy(walk: Walk, reach: Reach, { args }: Call): Local[] {
  const plain = args.filter(({ name }) => name === undefined);
  const given = plain.map(({ value: node }): Local => ({ carried: carriedBy(walk, reach, node), node }));
  const [only] = plain;
  if (plain.length === args.length && only?.value.kind === "list" && args.length === 1)
    return [mapOf(walk, reach, only.value.items, only.value)];
  return plain.length === args.length ? given : [mapOf(walk, reach, args), ...given];
}

function mapOf(walk: Walk, reach: Reach, items: readonly Argument[], node?: Local["node"]): Local {
  const entries = new Map(
    items.flatMap(({ name, value }) =>
      name === undefined ? [] : [[name.name, carriedBy(walk, reach, value)] as const],
    ),
  );
  const carried = items.flatMap(({ name, value }) =>
    name === undefined ? carriedBy(walk, reach, value) : (entries.get(name.name) ?? []),
  );
  return { carried, ...(node !== undefined && { node }), ...(entries.size > 0 && { entries }) };
}
