import { compileCatalogue } from "../../catalogue/compile.ts";
import { parseRuleFile } from "../../catalogue/rule-file.ts";
import { tryExamples } from "../../catalogue/try-examples.ts";
import { loadRules } from "../../config/load-rules.ts";
import type { RuleDraft } from "../../migrate/rule-draft.ts";
import type { Program } from "../program.ts";
import { amongSecrets, runnerOf, trialOptions } from "../try-rules.ts";

/** A draft as it is to be written, and what its examples say of it. */
export interface TriedDraft extends RuleDraft {
  /** Clauses; empty where its examples come out as they should. */
  readonly faults: readonly string[];
}

/** Runs the drafts' examples beside all built-in rules, and names in each draft the rules that see the same. */
export function tryDrafts(drafts: readonly RuleDraft[], program: Program): readonly TriedDraft[] {
  if (drafts.length === 0) return [];
  const builtIn = loadRules(program.rules.secrets);
  return drafts.map((draft) => {
    const spoken = new Set<string>();
    const first = failuresOf(draft, builtIn, program, spoken);
    const others = [...spoken].filter((id) => id !== draft.id).sort();
    if (others.length === 0) return { ...draft, faults: first };
    const text = draft.text.replace(/^examples:$/m, `overlaps: [${others.join(", ")}]\nexamples:`);
    return { ...draft, text, faults: failuresOf({ ...draft, text }, builtIn, program, spoken) };
  });
}

function failuresOf(
  { path, text }: RuleDraft,
  builtIn: ReturnType<typeof loadRules>,
  program: Program,
  spoken: Set<string>,
): readonly string[] {
  const { rules, problems } = compileCatalogue(
    [{ path, text }],
    builtIn.map(({ id }) => id),
  );
  const { file } = parseRuleFile(path, text);
  if (file === undefined || problems.length > 0)
    throw new Error(`an imported rule does not load: ${problems.join("; ")}`);
  const run = runnerOf(amongSecrets(trialOptions([...builtIn, ...rules], program)));
  const heard: typeof run = (at, example) => {
    const found = run(at, example);
    for (const { ruleId } of found) spoken.add(ruleId);
    return found;
  };
  return tryExamples(file, heard).map(({ kind, number, message }) => `its ${kind} example ${number} ${message}`);
}
