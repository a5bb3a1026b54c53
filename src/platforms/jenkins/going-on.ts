import type { Unheeded } from "../../core/pipeline.ts";
import { calleeOf, callsIn, childrenOf, named, pathOf, valueOf } from "./calls.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import type { Reach } from "./reach.ts";

/** Whether what stands in a step's block may fail without failing the build. */
export function goingOnOf(call: Call, { goesOn }: Reach): { readonly goesOn?: Unheeded } {
  const name = calleeOf(call);
  if (name === "warnError") return { goesOn: { by: "step", place: call.callee.place } };
  if (name === "catchError" && /^(?:SUCCESS|UNSTABLE)$/.test(valueOf(named(call, "buildResult")) ?? ""))
    return { goesOn: { by: "step", place: call.callee.place } };
  return goesOn === undefined ? {} : { goesOn };
}

/** A `try` whose `catch` lets the build go on. */
export function tolerated(node: Node, ...following: readonly (Node | undefined)[]): Unheeded | undefined {
  if (node.kind !== "construct" || node.keyword !== "try") return undefined;
  const [caught] = following;
  if (caught?.kind !== "construct" || caught.keyword !== "catch" || fails(caught.body)) return undefined;
  const { unit, span } = caught.place;
  return { by: "step", place: { unit, span: { start: span.start, end: span.start + "catch".length } } };
}

/** Whether something ends the build, or marks it as failed. */
function fails(nodes: readonly Node[]): boolean {
  if (callsIn(nodes).some((call) => /^(?:error|unstable|sh|bat)$/.test(calleeOf(call)))) return true;
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === "construct" && node.keyword === "throw") return true;
    if (node.kind === "assignment" && /\bresult$|fail|error|status/i.test(pathOf(node.target))) return true;
    waiting.push(...childrenOf(node));
  }
  return false;
}
