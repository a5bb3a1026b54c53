import { compileOwnRule } from "../../catalogue/compile-own-rule.ts";
import type { OwnRuleFile } from "../../catalogue/own-rule-schema.ts";
import { nearest } from "../../core/nearest.ts";
import type { RuleMeta } from "../../core/rule.ts";
import type { Problem } from "../../core/source.ts";
import type { YamlNode, YamlPath } from "../../documents/yaml-tree.ts";
import type { ConfigDocument } from "../layer.ts";
import type { OwnPlace, OwnRule } from "./own-parts.ts";
import { placeOf } from "./place-of.ts";

/** A rule that is well formed, with the document that it is written in and where. */
export interface WrittenRule {
  readonly file: OwnRuleFile;
  readonly document: ConfigDocument;
  readonly root: YamlNode;
  readonly at: YamlPath;
}

/** Compiles rules; `known` are the rules that there are besides. Gives those that are fit, and what is wrong with the others. */
export function compileWritten(
  all: readonly WrittenRule[],
  known: readonly Pick<RuleMeta, "id">[],
): { readonly rules: readonly OwnRule[]; readonly problems: readonly Problem[] } {
  const ids = new Set([...known.map(({ id }) => id), ...all.map(({ file }) => file.id)]);
  const builtIn = new Set(known.map(({ id }) => id));
  const taken = new Map<string, string>();
  const problems: Problem[] = [];
  const rules = all.flatMap(({ file, document, root, at }): OwnRule[] => {
    const place = placeOf(document, root, at, { id: file.id, data: file });
    const { rule, faults } = compileOwnRule(file);
    const found = [
      ...clashes(file.id, place, builtIn, taken.get(file.id)),
      ...unknownOverlaps(file, place, ids),
      ...faults.map(({ path, message, hint }) =>
        place.problemAt(path.length === 0 ? ["id"] : path, `${subjectOf(path, file)} ${message}`, hint),
      ),
    ];
    taken.set(file.id, document.path);
    problems.push(...found);
    return found.length > 0 || rule === undefined ? [] : [{ ...place, rule, examples: file.examples }];
  });
  return { rules, problems };
}

const subjectOf = (path: YamlPath, { id }: OwnRuleFile): string =>
  path.length === 0
    ? `the rule ${id}`
    : `\`${String(path.findLast((key) => typeof key === "string"))}\` of the rule ${id}`;

function clashes(id: string, place: OwnPlace, builtIn: ReadonlySet<string>, other: string | undefined): Problem[] {
  const where = builtIn.has(id) ? "of a built-in rule" : other === undefined ? undefined : `of a rule in ${other}, too`;
  if (where === undefined) return [];
  return [place.problemAt(["id"], `\`id\` is that ${where}`, "Take another id, best in a group of your own.")];
}

function unknownOverlaps({ overlaps }: OwnRuleFile, place: OwnPlace, ids: ReadonlySet<string>): Problem[] {
  return overlaps.flatMap((id, index) => {
    if (ids.has(id)) return [];
    const near = nearest(id, ids);
    const hint = near === undefined ? "`sealint rules list` names all rules." : `Did you mean \`${near}\`?`;
    return [place.problemAt(["overlaps", index], `item ${index + 1} of \`overlaps\` is no rule`, hint)];
  });
}
