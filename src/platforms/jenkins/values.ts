import { placeWithin } from "../document/tree.ts";
import type { Carried } from "../flow/scope.ts";
import { calleeOf, pathOf } from "./calls.ts";
import type { Node } from "./groovy/nodes.ts";
import { carriedByEntry, carriedByLocal, carriedByVariable, localOf, type Reach, referTo, type Walk } from "./reach.ts";

/** Secrets that a value holds; a call holds what it is given, and a step that prints into a variable what it prints. */
export function carriedBy(walk: Walk, reach: Reach, node: Node): readonly Carried[] {
  switch (node.kind) {
    case "name":
      return (
        carriedByLocal(walk, reach, node.name) ?? carriedByVariable(walk, reach, node.name, node.place, "expression")
      );
    case "member":
      return carriedByMember(walk, reach, node);
    case "text":
      return node.holes.flatMap((hole) => {
        const place = placeWithin(node.scalar, hole.start, hole.end);
        const inner = hole.node;
        // One that the file does not set is read in the text, as written.
        const isPlain = inner.kind === "name" && localOf(reach, inner.name) === undefined;
        return isPlain ? carriedByVariable(walk, reach, inner.name, place, "script") : carriedBy(walk, reach, inner);
      });
    case "list":
      return node.items.flatMap(({ value }) => carriedBy(walk, reach, value));
    case "operation":
      return node.isSum ? node.operands.flatMap((one) => carriedBy(walk, reach, one)) : [];
    case "choice":
      return node.values.flatMap((one) => carriedBy(walk, reach, one));
    case "call":
      return carriedByCall(walk, reach, node);
    case "assignment":
      return carriedBy(walk, reach, node.value);
    default:
      return [];
  }
}

function carriedByMember(walk: Walk, reach: Reach, node: Node & { readonly kind: "member" }): readonly Carried[] {
  const path = pathOf(node);
  if (path.startsWith("env.")) return carriedByVariable(walk, reach, node.name, node.place, "expression");
  if (path.startsWith("params.")) return carriedByParameter(walk, reach, node);
  if (/^(?:currentBuild|scm|pipelineContext|this)\./.test(path)) return [];
  const entry = node.of.kind === "name" ? carriedByEntry(walk, reach, node.of.name, node.name) : undefined;
  return entry ?? changed(carriedBy(walk, reach, node.of));
}

/** A parameter whose type is `password` is masked; Jenkins keeps it with the build, encrypted. */
function carriedByParameter(walk: Walk, reach: Reach, { name, place }: Node & { readonly kind: "member" }): Carried[] {
  const parameter = walk.parameters.get(name);
  if (parameter?.type !== "password") return [];
  return [{ reference: referTo(walk, reach.site, name, place, "expression"), path: [], masked: true }];
}

const changed = (carried: readonly Carried[]): readonly Carried[] =>
  carried.length === 0 ? carried : carried.map((one) => ({ ...one, masked: false }));

/** Methods that give back the text itself. */
const KEEPING = /^(?:trim|toString|stripIndent|stripMargin|strip)$/;

/** Methods whose result tells nothing of the text. */
const TELLS_NOTHING = /^(?:length|size|isEmpty|contains|startsWith|endsWith|equals|matches|asBoolean|hashCode)$/;

function carriedByCall(walk: Walk, reach: Reach, node: Node & { readonly kind: "call" }): readonly Carried[] {
  const printed = walk.results.get(node);
  if (printed !== undefined) return printed;
  const { callee, args } = node;
  if (callee.kind !== "member" || /^(?:env|params|docker|currentBuild|scm)$/.test(pathOf(callee.of))) {
    const called = calleeOf(node);
    return /^(?:string|text|password|new URL|new File)$/.test(called)
      ? args.flatMap(({ value }) => carriedBy(walk, reach, value))
      : [];
  }
  if (TELLS_NOTHING.test(callee.name)) return [];
  const of = carriedBy(walk, reach, callee.of);
  return KEEPING.test(callee.name) ? of : changed(of);
}
