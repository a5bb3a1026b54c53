import type { Sink, ToolInput } from "../../core/pipeline.ts";
import { addFlows } from "../flow/collected.ts";
import { type Carried, everything } from "../flow/scope.ts";
import { hostsOf } from "../script/hosts.ts";
import { credentialOf, noteLiteral } from "./bind.ts";
import { calleeOf, entriesOf, named, told, unnamed, valueOf } from "./calls.ts";
import { bindingOf, NAMES_CREDENTIAL } from "./credentials.ts";
import type { Call, Name, Node } from "./groovy/nodes.ts";
import { isKnown } from "./known-steps.ts";
import { type Reach, referTo, scopeOf, type Walk } from "./reach.ts";
import { carriedByHole } from "./script-flows.ts";
import { resolved, textsOf } from "./texts.ts";
import { carriedBy } from "./values.ts";

/** Steps that write to the log. */
export const PRINTS =
  /^(?:echo|print|println|printf|error|unstable|(?:steps|this|script|pipeline)\.(?:echo|println)|log\.\w+|System\.out\.print(?:ln)?)$/;

/** Secrets of a value, each with the place where it stands in the text. */
function placedSecrets(
  walk: Walk,
  reach: Reach,
  node: Node,
): { readonly carried: readonly Carried[]; readonly place: Sink["place"] }[] {
  const texts = node.kind === "text" || node.kind === "operation" ? textsOf(walk, reach, node) : [];
  if (texts.length === 0) return [{ carried: carriedBy(walk, reach, node), place: node.place }];
  return texts.flatMap((text) =>
    text.holes.map((hole) => ({
      carried: carriedByHole(walk, reach, text, hole),
      place: text.placeOf(hole.start, hole.end),
    })),
  );
}

export function readPrint(walk: Walk, reach: Reach, call: Call): void {
  const name = calleeOf(call).replace(/^.*\./, "");
  for (const node of [...unnamed(call), named(call, "message")]) {
    if (node === undefined) continue;
    for (const { carried, place } of placedSecrets(walk, reach, node)) {
      addFlows(
        walk.collected,
        carried.filter(({ reference }) => reference.via !== "mount"),
        { kind: "log", name, place },
      );
    }
  }
}

/** `writeFile file: 'x', text: …`. */
export function readWrite(walk: Walk, reach: Reach, call: Call): void {
  const content = named(call, "text") ?? named(call, "json") ?? named(call, "data");
  const file = resolved(walk, reach, named(call, "file")) ?? "a file";
  if (content === undefined) return;
  for (const { carried, place } of placedSecrets(walk, reach, content)) {
    addFlows(walk.collected, carried, { kind: "file", name: file, place });
  }
}

const whereOf = ({ site: { job, step } }: Reach) => ({
  ...(job !== undefined && { job }),
  ...(step !== undefined && { step }),
});

/** A step of a plugin: what it is told goes there. */
export function readTool(walk: Walk, reach: Reach, call: Call): void {
  const name = calleeOf(call);
  const { place } = call.callee;
  const inputs: ToolInput[] = [];
  const entries = [...entriesOf(call)];
  const [first] = unnamed(call);
  for (const { name: key, value } of entries) {
    const called = key?.name ?? (value === first ? (MAIN_INPUT.get(name) ?? "") : "");
    if (called === "" || NAMES_CREDENTIAL.test(called)) continue;
    const [text] = textsOf(walk, reach, value);
    if (text !== undefined && value.kind !== "name" && value.kind !== "member") {
      inputs.push({
        name: called,
        value: text.value,
        place: text.placeOf(0, text.value.length),
        placeOf: text.placeOf,
      });
      if (text.holes.length === 0) noteLiteral(walk, reach, called, text, 0, "input");
    }
    if (value.kind === "name" && /^(?:true|false)$/.test(value.name)) inputs.push(switchOf(called, value));
    for (const { carried, place: at } of placedSecrets(walk, reach, value)) {
      addFlows(walk.collected, carried, { kind: "action", name, place: at, trusted: true });
      for (const host of text === undefined ? [] : hostsOf(text.value)) {
        addFlows(walk.collected, carried, { kind: "host", name: host, place: at });
      }
    }
  }
  const unheeded = reach.goesOn === undefined ? {} : { unheeded: reach.goesOn };
  walk.collected.tools.push({ name, place, ...whereOf(reach), inputs, ...unheeded });
}

/** `true` or `false` as an input. */
const switchOf = (name: string, { name: value, place }: Name): ToolInput => ({
  name,
  value,
  place,
  placeOf: () => place,
});

/** `withVault` as a tool: what it is told of its server. */
export function noteVault(walk: Walk, reach: Reach, call: Call): void {
  const configuration = named(call, "configuration");
  const entries =
    configuration?.kind === "list" ? configuration.items : configuration?.kind === "call" ? configuration.args : [];
  const inputs = entries.flatMap(({ name: key, value }): ToolInput[] => {
    if (key === undefined || NAMES_CREDENTIAL.test(key.name)) return [];
    if (value.kind === "name") return [switchOf(key.name, value)];
    return textsOf(walk, reach, value).map((text) => ({
      ...text,
      name: key.name,
      place: text.placeOf(0, text.value.length),
    }));
  });
  const unheeded = reach.goesOn === undefined ? {} : { unheeded: reach.goesOn };
  const { place } = call.callee;
  walk.collected.tools.push({ name: "withVault", place, ...whereOf(reach), inputs, ...unheeded });
}

/** What a step's argument without a name is. */
const MAIN_INPUT: ReadonlyMap<string, string> = new Map([
  ["httpRequest", "url"],
  ["slackSend", "message"],
  ["mail", "body"],
]);

/** A function that neither the file nor Jenkins has: one of a shared library gets what it is given, and the environment around it. */
export function readUnknown(walk: Walk, reach: Reach, call: Call): void {
  const name = calleeOf(call);
  if (isKnown(name) || /^[A-Z]/.test(name)) return;
  const [library] = walk.model.libraries;
  const { place } = call.callee;
  const given = call.args.flatMap(({ value }) => (value.kind === "closure" ? [] : carriedBy(walk, reach, value)));
  const around = library === undefined || name.includes(".") ? [] : everything(scopeOf(walk, reach));
  const carried = new Map([...given, ...around].map((one) => [one.reference, one]));
  if (carried.size === 0) return;
  const sink: Sink = { kind: "callee", name, place, pinned: false, trusted: library === undefined };
  addFlows(walk.collected, carried.values(), sink);
}

/** `build job: …` hands its parameters to another job. */
export function readBuild(walk: Walk, reach: Reach, call: Call): void {
  const job = told(call, "job");
  const parameters = named(call, "parameters");
  const name = resolved(walk, reach, job) ?? "another job";
  const items = parameters?.kind === "list" ? parameters.items : [];
  for (const { value } of items) {
    if (value.kind !== "call") continue;
    const handed = named(value, "value");
    const key = valueOf(named(value, "name"));
    if (handed === undefined) continue;
    const [text] = handed.kind === "text" ? textsOf(walk, reach, handed) : [];
    if (text !== undefined && key !== undefined && text.holes.length === 0)
      noteLiteral(walk, reach, key, text, 0, "input");
    for (const { carried, place } of placedSecrets(walk, reach, handed)) {
      addFlows(walk.collected, carried, { kind: "callee", name, place, trusted: true });
    }
  }
}

/** Credentials that a step is given by their names: `credentialsId: 'id'`, at any depth of its arguments. */
export function readCredentials(walk: Walk, reach: Reach, call: Call): void {
  if (bindingOf(call) !== undefined || calleeOf(call) === "withAWS") return;
  const name = calleeOf(call) || (call.callee.kind === "member" ? call.callee.name : "");
  const visit = (
    items: readonly { readonly name?: { readonly name: string }; readonly value: Node }[],
    depth: number,
  ): void => {
    for (const { name: key, value } of items) {
      if (key !== undefined && NAMES_CREDENTIAL.test(key.name)) give(key.name, value);
      else if (value.kind === "list" && depth < 6 && bindingOf(value) === undefined) visit(value.items, depth + 1);
    }
  };
  const give = (key: string, value: Node): void => {
    for (const id of value.kind === "list" ? value.items.map((one) => one.value) : [value]) {
      if (id.kind === "constant" || (id.kind === "name" && /^(?:null|true|false|_)$/.test(id.name))) continue;
      useCredential(walk, reach, id, key, { kind: "action", name, place: call.callee.place, trusted: true });
    }
  };
  visit(call.args, 0);
}

/** Notes a credential that a step gets at. */
export function useCredential(walk: Walk, reach: Reach, id: Node, boundTo: string, sink: Sink): Carried[] {
  const { secret, place, computed } = credentialOf(walk, reach, id);
  const site = { ...reach.site, boundTo };
  const reference = referTo(walk, site, secret, place, "input", computed === undefined ? {} : { computed });
  const carried: Carried[] = [{ reference, path: [], masked: true }];
  addFlows(walk.collected, carried, sink);
  return carried;
}
