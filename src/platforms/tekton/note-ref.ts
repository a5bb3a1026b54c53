import type { ToolInput } from "../../core/pipeline.ts";
import { placedText } from "../document/tree.ts";
import { addFlows } from "../flow/collected.ts";
import type { Frame } from "./frames.ts";
import type { Binding, Ref } from "./model.ts";
import { carriedByText } from "./param-flows.ts";
import { locate } from "./refs.ts";
import { reachAt, type TektonReach } from "./tekton-reach.ts";

/**
 * Notes what is run by its name: as a tool, and where it is fetched from elsewhere as a part of the pipeline, too. What it is given ends
 * there, unless the repository has it.
 */
export function noteRef(reach: TektonReach, ref: Ref, given: readonly Binding[], frame: Frame, isFound: boolean): void {
  const { collected, site } = reach;
  const carried = given.flatMap(({ name, value }) =>
    carriedByText(reachAt(reach, { ...site, boundTo: name.value }), value, frame, "input"),
  );
  const found = locate(ref, frame);
  if (found === undefined) return;
  const where = { ...(site.job !== undefined && { job: site.job }) };
  const step = site.step === undefined ? {} : { step: site.step };
  const { name, version, place, isElsewhere, pinned } = found;
  const inputs = given.map(
    ({ name: input, value }): ToolInput => ({ name: input.value, place: value.place, ...placedText(value) }),
  );
  collected.tools.push({ name: found.tool, version, place, ...where, ...step, inputs });
  if (!isFound)
    addFlows(collected, carried, { kind: "callee", name, place, ...(isElsewhere && { pinned, trusted: false }) });
  if (isElsewhere) collected.inclusions.push({ name, version, place, pinned, trusted: false, ...where });
}
