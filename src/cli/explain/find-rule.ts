import { ScanError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import type { RuleMeta } from "../../core/rule.ts";

/** The rule of an id. Throws a ScanError that names the nearest one, or those of the same name or group. */
export function findRule(id: string, rules: readonly RuleMeta[]): RuleMeta {
  const found = rules.find((rule) => rule.id === id);
  if (found !== undefined) return found;
  const ids = rules.map((rule) => rule.id);
  const near = nearest(id, ids);
  const alike = ids.filter((one) => one.split("/").includes(id.replace(/\/\*?$/, ""))).slice(0, 5);
  const hint =
    near !== undefined
      ? `Did you mean \`${near}\`?`
      : alike.length > 0
        ? `Did you mean ${alike.map((one) => `\`${one}\``).join(" or ")}?`
        : "`sealint rules list` names them all.";
  throw new ScanError(`there is no rule \`${id}\``, hint);
}
