import type { Edit, Finding } from "../../core/finding.ts";
import { isAtLeast, SEVERITIES } from "../../core/levels.ts";
import { applyEdits, fits } from "../../fix/apply-edits.ts";
import { isRefusal, type Mend } from "../../fix/contract.ts";
import { attemptMend, type MendingTools } from "./attempt-mend.ts";
import type { Bench, Look, WholeLook } from "./bench.ts";
import type { Contents } from "./contents.ts";
import { broughtBy, faultOf } from "./verify.ts";

/** A finding that was mended. */
export interface Mended {
  readonly finding: Finding;
  readonly does: string;
  readonly secrets: readonly string[];
  readonly variables: readonly string[];
  /** What rules that follow secrets say of the value now that it is one: less severe, and for people to decide. */
  readonly brings: readonly Finding[];
}

/** A finding that was not, with why as a clause. */
export interface Unmended {
  readonly finding: Finding;
  readonly why: string;
}

export interface Mending {
  readonly mended: readonly Mended[];
  readonly unmended: readonly Unmended[];
  /** What a scan says in the end. */
  readonly look: WholeLook;
}

export interface MendRequest extends MendingTools {
  readonly bench: Bench;
  readonly isWanted: (finding: Finding) => boolean;
  /** Whether findings of a rule are wanted that come while others are mended. */
  readonly isRuleWanted?: (rule: string) => boolean;
  /** Whether a file may be changed: its path; a clause that says why not. */
  readonly isLocked: (path: string) => string | undefined;
}

/** Fixes that overlap wait for the next round; more rounds than any file takes. */
const MOST_ROUNDS = 20;

interface Chosen {
  readonly finding: Finding;
  readonly mend: Mend;
}

/** What changes are tried out with. */
interface Trial {
  readonly bench: Bench;
  readonly refusals: Map<string, Unmended>;
  /** Whether a value may become a secret of which a rule then says something less severe than that it was written out. */
  readonly bears: boolean;
  /** What has come with what was kept. */
  readonly brought: Map<Chosen, readonly Finding[]>;
}

/**
 * Mends findings in memory, round by round, until nothing more can be. Whatever is kept was scanned: the finding is gone, every file reads
 * as before, and nothing new has come; in the end what is left may bring something less severe, which is told.
 */
export function mendAll(request: MendRequest): Mending {
  const { bench } = request;
  const mended: Mended[] = [];
  const refusals = new Map<string, Unmended>();
  const come = new Set<string>();
  const isWanted = (finding: Finding): boolean => request.isWanted(finding) || come.has(ruleAndFile(finding));
  let look = bench.look();
  let bears = false;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { chosen, refused } = choose(look, { ...request, isWanted }, refusals);
    const brought = new Map<Chosen, readonly Finding[]>();
    const kept = chosen.length === 0 ? [] : keep(chosen, { bench, refusals, bears, brought });
    for (const one of refused) refusals.set(placeOf(one.finding), one);
    if (kept.length === 0) {
      const hasFailed = [...refusals.values()].some(({ why }) => why.startsWith(FAILED));
      if (bears || !hasFailed) break;
      bears = true;
      refusals.clear();
      continue;
    }
    mended.push(...kept.map((one) => toMended(one, brought.get(one) ?? [])));
    for (const one of [...brought.values()].flat())
      if (request.isRuleWanted?.(one.ruleId) === true) come.add(ruleAndFile(one));
    look = bench.look();
    // What was refused may do after other changes; what failed the scan will again.
    for (const [place, one] of refusals) if (!one.why.startsWith(FAILED)) refusals.delete(place);
  }
  const there = new Set(look.findings.map(placeOf));
  const left = new Set(look.findings.map(ruleAndFile));
  const told = mended.map((one) => ({ ...one, brings: one.brings.filter((other) => left.has(ruleAndFile(other))) }));
  return { mended: told, unmended: [...refusals.values()].filter(({ finding }) => there.has(placeOf(finding))), look };
}

const FAILED = "a scan says that ";

const ruleAndFile = ({ ruleId, location }: Finding): string => `${ruleId} ${location.path}`;

const placeOf = ({ fingerprint, ruleId }: Finding): string => `${ruleId} ${fingerprint.place}`;

const toMended = ({ finding, mend }: Chosen, brings: readonly Finding[]): Mended => ({
  finding,
  brings,
  does: mend.does,
  secrets: mend.secrets ?? [],
  variables: mend.variables ?? [],
});

/** The fixes of a round, those that overlap left out, and what cannot be mended. */
function choose(
  look: WholeLook,
  request: MendRequest,
  known: ReadonlyMap<string, Unmended>,
): { readonly chosen: readonly Chosen[]; readonly refused: readonly Unmended[] } {
  const chosen: Chosen[] = [];
  const refused: Unmended[] = [];
  const edits = new Map<string, Edit[]>();
  for (const finding of look.findings) {
    if (!request.isWanted(finding) || known.has(placeOf(finding))) continue;
    const attempt = attemptMend(finding, look, request);
    if (attempt === undefined) continue;
    const why = isRefusal(attempt) ? attempt.refused : lockedAmong(attempt.edits, request);
    if (why !== undefined || isRefusal(attempt)) {
      refused.push({ finding, why: why ?? "" });
      continue;
    }
    const units = new Set(attempt.edits.map(({ place }) => place.unit));
    const near = [...units].flatMap((unit) => edits.get(unit) ?? []);
    if (!fits(attempt.edits, near)) continue;
    for (const one of attempt.edits) edits.set(one.place.unit, [...(edits.get(one.place.unit) ?? []), one]);
    chosen.push({ finding, mend: attempt });
  }
  return { chosen, refused };
}

function lockedAmong(edits: readonly Edit[], { isLocked }: MendRequest): string | undefined {
  for (const { place } of edits) {
    const why = isLocked(place.unit);
    if (why !== undefined) return why;
  }
  return undefined;
}

type OfFile = readonly [path: string, some: readonly Chosen[]];

/** Keeps what a scan finds good, file by file; files that lead to each other are tried together first. */
function keep(chosen: readonly Chosen[], trial: Trial): readonly Chosen[] {
  const groups: OfFile[] = [...Map.groupBy(chosen, ({ finding }) => finding.location.path)];
  const { true: tied = [], false: alone = [] } = Object.groupBy(groups, ([path]) => String(trial.bench.isTied(path)));
  return [...keepTied(tied, trial), ...alone.flatMap(([, some]) => keepOfFile(some, trial))];
}

/** All of some files at once, else of one half and then of the other: few are faulty mostly, and each look is at all of them. */
function keepTied(files: readonly OfFile[], trial: Trial): readonly Chosen[] {
  const [first] = files;
  if (first === undefined) return [];
  if (files.length === 1) return keepOfFile(first[1], trial);
  const together = files.flatMap(([, some]) => some);
  if (tryOut(together, trial) === undefined) return together;
  const middle = files.length >> 1;
  return [...keepTied(files.slice(0, middle), trial), ...keepTied(files.slice(middle), trial)];
}

/** All of a file that are good by themselves, or the first of these where they are not so together. */
function keepOfFile(some: readonly Chosen[], trial: Trial): readonly Chosen[] {
  if (some.length > 1 && tryOut(some, trial) === undefined) return some;
  const good = some.filter((one) => {
    const { fault } = faultWith([one], trial);
    if (fault !== undefined)
      trial.refusals.set(placeOf(one.finding), { finding: one.finding, why: `${FAILED}${fault}` });
    return fault === undefined;
  });
  if (good.length > 1 && good.length < some.length && tryOut(good, trial) === undefined) return good;
  const first = good.slice(0, 1);
  return first.length > 0 && tryOut(first, trial) === undefined ? first : [];
}

/** Makes some changes and keeps them where they are good; says what is wrong with them otherwise. */
function tryOut(chosen: readonly Chosen[], trial: Trial): string | undefined {
  const { fault, changes, before, after } = faultWith(chosen, trial);
  if (fault !== undefined) return fault;
  if (trial.bears) {
    for (const [path, some] of Map.groupBy(broughtBy(before, after), ({ location }) => location.path)) {
      const first = chosen.find((one) => becomesSecret(one) && one.finding.location.path === path);
      if (first !== undefined) trial.brought.set(first, some);
    }
  }
  trial.bench.keep(changes, after);
  return undefined;
}

const becomesSecret = ({ mend }: Chosen): boolean => (mend.secrets ?? mend.variables ?? []).length > 0;

/** Whether a finding may come: about how something is set up, and less severe than each value of the file that is a secret now. */
const bearableBeside =
  (chosen: readonly Chosen[]) =>
  ({ location, severity, isSetting }: Finding): boolean => {
    const values = chosen.filter((one) => becomesSecret(one) && one.finding.location.path === location.path);
    return (
      isSetting === true &&
      values.length > 0 &&
      values.every(({ finding }) => !isAtLeast(SEVERITIES, severity, finding.severity))
    );
  };

function faultWith(
  chosen: readonly Chosen[],
  { bench, bears }: Trial,
): { readonly fault: string | undefined; readonly changes: Contents; readonly before: Look; readonly after: Look } {
  const before = bench.look();
  const edits = chosen.flatMap(({ mend }) => mend.edits);
  const changes = applyEdits(edits, (path) => before.contents.get(path));
  const findings = chosen.map(({ finding }) => finding);
  const after = bench.lookAt(changes);
  const isBearable = bears ? bearableBeside(chosen) : undefined;
  return { fault: faultOf(findings, before, after, isBearable) ?? bench.breaks(changes), changes, before, after };
}
