import { ownRuleSchema } from "../../catalogue/own-rule-schema.ts";
import type { Problem } from "../../core/source.ts";
import { readYaml } from "../../documents/read-yaml.ts";
import { schemaProblems } from "../../documents/schema-problems.ts";
import { toPlain, type YamlNode } from "../../documents/yaml-tree.ts";
import { type ConfigDocument, problemAt } from "../layer.ts";
import type { WrittenRule } from "./compile-written.ts";
import { OWN_RULE, OWN_RULES } from "./kinds.ts";

/** The rules of a file: one, or a list of them. */
export function readRuleFile(document: ConfigDocument, problems: Problem[]): readonly WrittenRule[] {
  const { root, problems: broken } = readYaml(document.bytes);
  problems.push(...broken.map((problem) => problemAt(document, problem)));
  if (root === undefined) {
    const hint = "Write a rule, or take the file out of `ruleFiles`.";
    if (broken.length === 0)
      problems.push(problemAt(document, { span: { start: 0, end: 0 }, message: "the rule file is empty", hint }));
    return [];
  }
  const data = toPlain(root);
  if (root.kind === "list") {
    const checked = OWN_RULES.schema.safeParse(data);
    if (!checked.success) problems.push(...faultsOf(checked.error.issues, root, document, OWN_RULES));
    return (checked.data ?? []).map((file, index) => ({ file, document, root, at: [index] }));
  }
  const checked = ownRuleSchema.safeParse(data);
  if (!checked.success) problems.push(...faultsOf(checked.error.issues, root, document, OWN_RULE));
  return checked.success ? [{ file: checked.data, document, root, at: [] }] : [];
}

function faultsOf(
  issues: Parameters<typeof schemaProblems>[0],
  root: YamlNode,
  document: ConfigDocument,
  kind: typeof OWN_RULE | typeof OWN_RULES,
): Problem[] {
  return schemaProblems(issues, root, kind).map(({ problem }) => problemAt(document, problem));
}
