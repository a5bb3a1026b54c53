import type { Literal } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { type Carried, through } from "../flow/scope.ts";
import { startOf } from "../flow/start-of.ts";
import { calleeOf, itemsOf, pathOf, unnamed } from "./calls.ts";
import { type Binding, bindingOf, vaultSecretsOf } from "./credentials.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import { type Composed, emptyLevel, type Level, localOf, type Reach, referTo, type Walk } from "./reach.ts";
import { resolved, textsOf } from "./texts.ts";
import { carriedBy } from "./values.ts";

/** A credential by the node that names it; `*` where that is worked out. */
export function credentialOf(
  walk: Walk,
  reach: Reach,
  id: Node,
): { readonly secret: string; readonly place: Place; readonly computed?: true } {
  const secret = resolved(walk, reach, id);
  const place = id.kind === "text" ? id.scalar.place : id.place;
  return secret === undefined || secret === "" ? { secret: "*", place, computed: true } : { secret, place };
}

/** What the bindings of `withCredentials` put into its block. */
export function levelOfBindings(walk: Walk, reach: Reach, node: Node | undefined): Level {
  const level = emptyLevel();
  // What a block binds is for that block alone.
  const inner: Reach = { ...reach, site: { ...reach.site, step: reach.site.step ?? "withCredentials" } };
  const bindings = bindingsIn(reach, node, 0);
  for (const binding of bindings) bindInto(walk, inner, level, binding);
  // What is worked out elsewhere binds something all the same.
  if (bindings.length === 0 && node !== undefined && node.kind !== "list" && node.kind !== "closure")
    referTo(walk, inner.site, "*", node.place, "context", { computed: true });
  return level;
}

const MAX_DEPTH = 4;

function bindingsIn(reach: Reach, node: Node | undefined, depth: number): Binding[] {
  if (node === undefined || depth > MAX_DEPTH) return [];
  const own = bindingOf(node);
  if (own !== undefined) return [own];
  if (node.kind === "list") return itemsOf(node).flatMap((one) => bindingsIn(reach, one, depth + 1));
  if (node.kind === "operation") return node.operands.flatMap((one) => bindingsIn(reach, one, depth + 1));
  return node.kind === "name" ? bindingsIn(reach, localOf(reach, node.name)?.node, depth + 1) : [];
}

function bindInto(walk: Walk, reach: Reach, { held }: Level, { id, variables }: Binding): void {
  const { secret, place, computed } = credentialOf(walk, reach, id);
  const more = computed === undefined ? {} : { computed };
  for (const { name, node, part } of variables) {
    if (part === "beside") {
      held.set(name, []);
      continue;
    }
    const site = { ...reach.site, boundTo: name };
    const reference = referTo(walk, site, secret, place, part === "file" ? "mount" : "env", more);
    const carried: Carried = { reference, path: [], masked: true };
    held.set(
      name,
      node === undefined ? [carried] : through([carried], node.kind === "text" ? node.scalar.place : node.place),
    );
  }
}

/** What `withVault` puts into its block. */
export function levelOfVault(walk: Walk, reach: Reach, call: Call): Level {
  const level = emptyLevel();
  for (const { name, place, variable } of vaultSecretsOf(call)) {
    const at = place.kind === "text" ? place.scalar.place : place.place;
    const reference = referTo(walk, { ...reach.site, step: "withVault", boundTo: variable }, name, at, "env");
    level.held.set(variable, [{ reference, path: [], masked: true }]);
  }
  return level;
}

/** What `withEnv(['NAME=value'])` puts into its block. */
export function levelOfEnv(walk: Walk, reach: Reach, node: Node | undefined): Level {
  const level = emptyLevel();
  const list = node?.kind === "name" ? (localOf(reach, node.name)?.node ?? node) : node;
  for (const item of itemsOf(list)) {
    const [text] = textsOf(walk, reach, item);
    const equals = text?.value.indexOf("=") ?? -1;
    if (text === undefined || equals < 1) continue;
    const name = text.value.slice(0, equals).replace(/^PATH\+.*$/, "PATH");
    if (!/^[\w.]+$/.test(name)) continue;
    const inner: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
    const carried = text.holes.flatMap(({ node: hole }) => carriedBy(walk, inner, hole));
    level.held.set(name, through(carried, text.placeOf(0, equals)));
    if (text.holes.length === 0) noteLiteral(walk, reach, name, text, equals + 1, "env");
  }
  return level;
}

/** Sets the variables of an `environment { … }`, each with those before it in reach. */
export function levelOfEnvironment(walk: Walk, reach: Reach, body: readonly Node[]): Level {
  const level = emptyLevel();
  const inner: Reach = { ...reach, levels: [level, ...reach.levels] };
  for (const node of body) {
    if (node.kind !== "assignment") continue;
    const name = pathOf(node.target).replace(/^env\./, "");
    if (name !== "") setVariable(walk, inner, level, name, node.value);
  }
  return level;
}

/** Sets a variable of an environment to what a value holds. */
export function setVariable(walk: Walk, reach: Reach, level: Level, name: string, value: Node): void {
  const inner: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
  const isCredential = value.kind === "call" && calleeOf(value) === "credentials";
  const id = isCredential ? unnamed(value)[0] : undefined;
  if (id !== undefined) {
    bindCredential(walk, inner, level, name, id);
    return;
  }
  const place = value.kind === "text" ? value.scalar.place : value.place;
  level.held.set(name, through(carriedBy(walk, inner, value), place));
  level.texts.set(name, value);
  const [text] = value.kind === "text" ? textsOf(walk, reach, value) : [];
  if (text !== undefined && text.holes.length === 0) noteLiteral(walk, reach, name, text, 0, "env");
}

/** `NAME = credentials('id')`: of a user's name and password also `NAME_USR` and `NAME_PSW`. */
function bindCredential(walk: Walk, reach: Reach, { held }: Level, name: string, id: Node): void {
  const { secret, place, computed } = credentialOf(walk, reach, id);
  const reference = referTo(walk, reach.site, secret, place, "env", computed === undefined ? {} : { computed });
  const carried: Carried = { reference, path: [], masked: true };
  held.set(name, [carried]);
  held.set(`${name}_USR`, []);
  held.set(`${name}_PSW`, [carried]);
}

/** Anything that Jenkins or a shell would fill in. */
const COMPUTED = /\$(?:\{?[A-Za-z_]|\()|%[A-Za-z_]\w*%/;

/** Notes a value that is written out, each place once. */
export function noteLiteral(
  { collected, seen }: Walk,
  { site: { job, step } }: Reach,
  name: string,
  text: Composed,
  from: number,
  via: Literal["via"],
): void {
  const value = text.value.slice(from);
  const place = text.placeOf(from, text.value.length);
  // A script starts where its text does, so that one of each may be known.
  const key = `literal ${startOf(place)}`;
  if (COMPUTED.test(value) || seen.has(key)) return;
  seen.add(key);
  const placeOf: Literal["placeOf"] = (start, end) => text.placeOf(from + start, from + end);
  const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
  collected.literals.push({ name, value, place, placeOf, via, ...where });
}
