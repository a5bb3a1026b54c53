import type { ToolInput } from "../../core/pipeline.ts";
import { placedText } from "../document/tree.ts";
import { noteLiteral } from "../environment/note-literal.ts";
import { boundTo, carriedByText, carrying, type Reach, referenceAt } from "../environment/reach.ts";
import { addFlows } from "../flow/collected.ts";
import type { Setting, Tool } from "./model.ts";

/** Reads a provider: what it is told, and the secrets among that. */
export function readTool(outer: Reach, kind: "deploy" | "notify" | "nuget", tool: Tool, seen: Set<number>): void {
  const { place, settings } = tool;
  const name = kind === "nuget" ? kind : `${kind}/${tool.name}`;
  const reach: Reach = { ...outer, site: { ...outer.site, step: name } };
  const { collected, site } = reach;
  const carried = settings.flatMap((setting) => {
    const bound = boundTo(reach, setting.name);
    const { value, secured } = setting;
    // An encrypted value has no name but that of where it stands.
    if (secured) return [carrying(referenceAt(bound, `${tool.name}.${setting.name}`, value.place, "input"))];
    noteLiteral(collected, site, setting.name, value, "input", seen);
    return carriedByText(bound, value, "input");
  });
  addFlows(collected, carried, { kind: "action", name, place, pinned: false, trusted: true });
  const where = { ...(site.job !== undefined && { job: site.job }), step: name };
  collected.tools.push({ name, place, ...where, inputs: inputsOf(settings) });
}

const inputsOf = (settings: readonly Setting[]): ToolInput[] =>
  settings
    .filter(({ secured }) => !secured)
    .map(({ name, value }) => ({ name, place: value.place, ...placedText(value) }));
