import { compileOwnText } from "../../catalogue/compile-own-text.ts";
import { tryExamples } from "../../catalogue/try-examples.ts";
import { loadRules } from "../../config/load-rules.ts";
import type { SecretRule } from "../../core/rule.ts";
import { ownStages } from "../../engine/own-stages.ts";
import { pipelines } from "../../engine/pipelines.ts";
import type { RuleDraft } from "../../migrate/rule-draft.ts";
import type { Program } from "../program.ts";
import { runnerOf } from "../run-examples.ts";
import { amongSecrets, trialOptions } from "../try-rules.ts";

/** A draft as it is to be written, and what its examples say of it. */
export interface TriedDraft extends RuleDraft {
  readonly rule: SecretRule;
  /** Clauses; empty where its examples come out as they should. */
  readonly faults: readonly string[];
}

/** What a draft that scans would refuse has at the end of its name, until somebody has mended it. */
const UNFINISHED = ".todo";

/** Runs the drafts' examples beside all built-in rules, and names in each draft the rules that see the same. */
export function tryDrafts(drafts: readonly RuleDraft[], program: Program): readonly TriedDraft[] {
  if (drafts.length === 0) return [];
  const builtIn = loadRules(program.rules.secrets);
  return drafts.map((draft) => {
    const spoken = new Set<string>();
    const first = tried(draft, builtIn, program, spoken);
    const others = [...spoken].filter((id) => id !== draft.id).sort();
    if (others.length === 0) return named({ ...draft, ...first });
    const text = draft.text.replace(/^examples:$/m, `overlaps: [${others.join(", ")}]\nexamples:`);
    return named({ ...draft, text, ...tried({ ...draft, text }, builtIn, program, spoken) });
  });
}

function named(draft: TriedDraft): TriedDraft {
  return draft.faults.length === 0 ? draft : { ...draft, path: draft.path + UNFINISHED };
}

function tried(
  { path, text }: RuleDraft,
  builtIn: ReturnType<typeof loadRules>,
  program: Program,
  spoken: Set<string>,
): Pick<TriedDraft, "rule" | "faults"> {
  const { file, rule, problems } = compileOwnText(path, text);
  if (file === undefined || rule === undefined)
    throw new Error(`an imported rule does not load: ${problems.join("; ")}`);
  const own = ownStages({ rules: [rule], policies: [] }, pipelines.platforms);
  const run = runnerOf(amongSecrets(trialOptions(builtIn, program, own)));
  const heard: typeof run = (at, example) => {
    const found = run(at, example, {});
    for (const { ruleId } of found) spoken.add(ruleId);
    return found;
  };
  const failures = tryExamples(file, heard);
  return { rule, faults: failures.map(({ kind, number, message }) => `its ${kind} example ${number} ${message}`) };
}
