import type { Literal } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { isSecretName } from "../flow/secret-names.ts";

/** Anything that CircleCI or a shell would fill in. */
const COMPUTED = /\$(?:\{?[A-Za-z_]|\()|<<|%[A-Za-z_]\w*%/;

export const isComputed = (text: string): boolean => COMPUTED.test(text);

/** Notes a value that is written out, each place once: commands are brought into many jobs. */
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
  // Orbs take the names of variables as well: `token: DEPLOY_TOKEN`.
  if (via === "input" && isVariableName(value.value)) return;
  const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
  collected.literals.push({ name, place: value.place, ...placedText(value), via, ...where });
}

/** Whether a text is the name of a variable that holds a secret. */
export const isVariableName = (text: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(text) && isSecretName(text);
