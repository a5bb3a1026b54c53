import { ScanError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import { alternatives } from "./alternatives.ts";

/** The value where it is one of the choices. Throws a ScanError that names the nearest choice, or lists them all. */
export function checkChoice<Choice extends string>(flag: string, value: string, choices: readonly Choice[]): Choice {
  const known = choices.find((choice) => choice === value);
  if (known !== undefined) return known;
  const near = nearest(value, choices);
  const meant = near === undefined ? "" : `Did you mean \`${near}\`? `;
  throw new ScanError(`\`--${flag}\` cannot be \`${value}\``, `${meant}It takes ${alternatives(choices)}.`);
}
