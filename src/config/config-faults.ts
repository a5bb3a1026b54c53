import type { RuleMeta } from "../core/rule.ts";
import { readYaml } from "../documents/read-yaml.ts";
import { toPlain } from "../documents/yaml-tree.ts";
import { checkMeaning } from "./check-meaning.ts";
import { configSchema } from "./schema.ts";

/** What is wrong with a configuration that has not been written yet, as clauses; empty where it would load. */
export function configFaults(text: string, rules: readonly RuleMeta[]): readonly string[] {
  const bytes = Buffer.from(text);
  const { root, problems } = readYaml(bytes);
  const data = root === undefined ? undefined : toPlain(root);
  if (problems.length > 0) return problems.map(({ message }) => message);
  const checked = configSchema.safeParse(data);
  if (root === undefined || !checked.success) return ["it does not fit the schema"];
  return checkMeaning({ document: { file: "", path: "", bytes }, root, data: checked.data }, rules).map(
    ({ message }) => message,
  );
}
