import type { Place } from "../../core/span.ts";
import { calleeOf, callsIn, closureOf, pathOf } from "./calls.ts";
import { bindingOf } from "./credentials.ts";
import type { Node } from "./groovy/nodes.ts";
import type { JenkinsModel } from "./model.ts";

/** Names of the variables that hold where a place lies: those of the blocks around it, and of the environments of the file. */
export function bindingNames({ statements }: JenkinsModel, place: Place): string[] {
  const calls = callsIn(statements);
  const environments = calls
    .filter((call) => calleeOf(call) === "environment")
    .flatMap((call) => closureOf(call)?.body ?? []);
  const set = environments.flatMap((node) => (node.kind === "assignment" ? [pathOf(node.target)] : []));
  const around = calls.filter(({ place: { span } }) => span.start <= place.span.start && place.span.end <= span.end);
  const bound = around
    .filter((call) => calleeOf(call) === "withCredentials")
    .flatMap(({ args }) => args.flatMap(({ value }) => boundIn(value)));
  return [...new Set([...set, ...bound])];
}

function boundIn(node: Node): string[] {
  const own = bindingOf(node);
  if (own !== undefined) return own.variables.map(({ name }) => name);
  return node.kind === "list" ? node.items.flatMap(({ value }) => boundIn(value)) : [];
}
