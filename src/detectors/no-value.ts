import { isCode } from "../core/code-path.ts";
import type { SecretRule } from "../core/rule.ts";
import { layoutPath, type Unit } from "../core/source.ts";
import type { SecretMatch } from "../core/stages.ts";

/**
 * Whether a value is the name of something in code rather than a value: it stands without quotes and has no digit. Those are
 * left out before anything else is looked at: they are most of all that is ever assigned.
 */
export function isNameInCode(unit: Unit, value: string, quoted: boolean): boolean {
  return !quoted && !/\d/.test(value) && isCode(layoutPath(unit));
}

/** Whether a value under a name that ties it to its provider is none after all. */
export function isNoValue(
  unit: Unit,
  { named, digit }: Pick<SecretRule, "named" | "digit">,
  { value, quoted }: SecretMatch,
): boolean {
  if (!named) return false;
  return digit ? !/^[\w.+\/~\-]*?\d/v.test(value) : isNameInCode(unit, value, quoted);
}

/** Whether a value is a mark of the syntax around it, such as YAML's `|`, or nothing but such marks. */
export function isMark(value: string): boolean {
  return value.trim().length < LEAST_LENGTH || !/[^\s=:><?.+\|!,\(]/v.test(value);
}

const LEAST_LENGTH = 3;
