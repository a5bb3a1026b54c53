import type { Place } from "../../core/span.ts";
import { addFlows } from "../flow/collected.ts";
import { everything } from "../flow/scope.ts";
import { readImage } from "../image/read-image.ts";
import { hostsOf } from "../script/hosts.ts";
import { calleeOf, callsIn, closureOf, named, told, unnamed } from "./calls.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import { type Composed, type Reach, scopeOf, type Walk } from "./reach.ts";
import { useCredential } from "./steps.ts";
import { resolved, textsOf } from "./texts.ts";

/** Notes an image that steps run in, with the secrets around it. */
function noteImage(walk: Walk, reach: Reach, name: string, place: Place, runsJob = true): void {
  if (name === "" || /[\s${}]/.test(name.replaceAll(/\$\{[^}]*\}/g, ""))) return;
  const { name: called, version, pinned, trusted } = readImage(name);
  const carried = everything(scopeOf(walk, reach));
  const { job } = reach.site;
  addFlows(walk.collected, carried, { kind: "image", name: called, place, pinned, trusted });
  walk.collected.images.push({
    name: called,
    version,
    pinned,
    place,
    ...(job !== undefined && { job }),
    runsJob,
    secrets: [...new Set(carried.map(({ reference }) => reference))],
  });
}

/** The image that a node names, as far as it is known. */
function imageIn(
  walk: Walk,
  reach: Reach,
  node: Node | undefined,
): { readonly name: string; readonly place: Place } | undefined {
  const [text] = textsOf(walk, reach, node);
  if (node === undefined || text === undefined) return undefined;
  const place = node.kind === "text" ? node.scalar.place : node.place;
  return { name: resolved(walk, reach, node) ?? text.value, place };
}

/** `agent { docker … }`, `agent { kubernetes … }` and their like. */
export function readAgent(walk: Walk, reach: Reach, call: Call): void {
  for (const kind of callsIn(closureOf(call)?.body ?? [])) {
    const name = calleeOf(kind);
    if (name === "docker" || name === "dockerContainer") {
      const inner = callsIn(closureOf(kind)?.body ?? []);
      const setting = inner.find((one) => calleeOf(one) === "image");
      const image = imageIn(walk, reach, setting === undefined ? told(kind, "image") : unnamed(setting)[0]);
      if (image !== undefined) noteImage(walk, reach, image.name, image.place);
    } else if (name === "yaml") {
      for (const text of textsOf(walk, reach, unnamed(kind)[0])) readPod(walk, reach, text);
    } else if (name === "containerTemplate") readContainerTemplate(walk, reach, kind);
    const registry = name === "registryCredentialsId" ? unnamed(kind)[0] : undefined;
    if (registry !== undefined)
      useCredential(walk, reach, registry, name, { kind: "action", name, place: kind.callee.place, trusted: true });
  }
}

const POD_IMAGE = /^[ \t]*-?[ \t]*["']?image["']?[ \t]*:[ \t]*["']?(?<image>[^\s"'#]+)/gm;

/** Images of a pod that is written out as YAML. */
export function readPod(walk: Walk, reach: Reach, text: Composed): void {
  for (const { index, 0: written, groups } of text.value.matchAll(POD_IMAGE)) {
    const { image = "" } = groups ?? {};
    const end = index + written.length;
    noteImage(walk, reach, image, text.placeOf(end - image.length, end));
  }
}

/** `containerTemplate(name: …, image: …)`. */
export function readContainerTemplate(walk: Walk, reach: Reach, call: Call): void {
  const image = imageIn(walk, reach, named(call, "image"));
  if (image !== undefined) noteImage(walk, reach, image.name, image.place);
}

/** `docker.image('name')`, on which `.inside { … }` runs steps. */
export function readDockerImage(walk: Walk, reach: Reach, call: Call, runsJob: boolean): void {
  const image = imageIn(walk, reach, unnamed(call)[0]);
  if (image !== undefined) noteImage(walk, reach, image.name, image.place, runsJob);
}

/** `docker.withRegistry(url, 'id')`. */
export function readRegistry(walk: Walk, reach: Reach, call: Call): void {
  const [url, id] = unnamed(call);
  const credential = id ?? named(call, "credentialsId");
  if (credential === undefined) return;
  const [host] = hostsOf(resolved(walk, reach, url ?? named(call, "url")) ?? "");
  const { place } = call.callee;
  const sink =
    host === undefined
      ? { kind: "action" as const, name: calleeOf(call), place, trusted: true }
      : { kind: "host" as const, name: host, place };
  useCredential(walk, reach, credential, "credentialsId", sink);
}
