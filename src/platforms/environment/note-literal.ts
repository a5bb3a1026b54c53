import type { Literal } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";

/** Anything that a platform or a shell would fill in. */
const COMPUTED = /\$(?:\{?[A-Za-z_]|\()|%[A-Za-z_]\w*%/;

export const isComputed = (text: string): boolean => COMPUTED.test(text);

/** Notes a value that is written out, each place once: anchors bring one into many jobs. */
export function noteLiteral(
  collected: Collected,
  { job, step }: Pick<Site, "job" | "step">,
  name: string,
  value: Scalar,
  via: Literal["via"],
  seen: Set<number>,
): void {
  if (isComputed(value.value) || seen.has(value.place.span.start)) return;
  seen.add(value.place.span.start);
  const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
  collected.literals.push({ name, place: value.place, ...placedText(value), via, ...where });
}
