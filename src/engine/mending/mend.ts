import type { Edit, Finding } from "../../core/finding.ts";
import { applyEdits, fits } from "../../fix/apply-edits.ts";
import { isRefusal, type Mend } from "../../fix/contract.ts";
import { attemptMend, type MendingTools } from "./attempt-mend.ts";
import type { Bench, Look, WholeLook } from "./bench.ts";
import type { Contents } from "./contents.ts";
import { faultOf } from "./verify.ts";

/** A finding that was mended. */
export interface Mended {
  readonly finding: Finding;
  readonly does: string;
  readonly secrets: readonly string[];
  readonly variables: readonly string[];
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
  /** Whether a file may be changed: its path; a clause that says why not. */
  readonly isLocked: (path: string) => string | undefined;
}

/** Fixes that overlap wait for the next round; more rounds than any file takes. */
const MOST_ROUNDS = 20;

interface Chosen {
  readonly finding: Finding;
  readonly mend: Mend;
}

/**
 * Mends findings in memory, round by round, until nothing more can be. Whatever is kept was scanned: the finding is gone, nothing new has
 * come, and every file reads as before.
 */
export function mendAll(request: MendRequest): Mending {
  const { bench } = request;
  const mended: Mended[] = [];
  const refusals = new Map<string, Unmended>();
  let look = bench.look();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { chosen, refused } = choose(look, request, refusals);
    const kept = chosen.length === 0 ? [] : keep(chosen, bench, refusals);
    for (const one of refused) refusals.set(placeOf(one.finding), one);
    if (kept.length === 0) break;
    mended.push(...kept.map(toMended));
    look = bench.look();
    // What was refused may do after other changes; what failed the scan will again.
    for (const [place, one] of refusals) if (!one.why.startsWith(FAILED)) refusals.delete(place);
  }
  const there = new Set(look.findings.map(placeOf));
  return { mended, unmended: [...refusals.values()].filter(({ finding }) => there.has(placeOf(finding))), look };
}

const FAILED = "a scan says that ";

const placeOf = ({ fingerprint, ruleId }: Finding): string => `${ruleId} ${fingerprint.place}`;

const toMended = ({ finding, mend }: Chosen): Mended => ({
  finding,
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
function keep(chosen: readonly Chosen[], bench: Bench, refusals: Map<string, Unmended>): readonly Chosen[] {
  const groups: OfFile[] = [...Map.groupBy(chosen, ({ finding }) => finding.location.path)];
  const { true: tied = [], false: alone = [] } = Object.groupBy(groups, ([path]) => String(bench.isTied(path)));
  return [...keepTied(tied, bench, refusals), ...alone.flatMap(([, some]) => keepOfFile(some, bench, refusals))];
}

/** All of some files at once, else of one half and then of the other: few are faulty mostly, and each look is at all of them. */
function keepTied(files: readonly OfFile[], bench: Bench, refusals: Map<string, Unmended>): readonly Chosen[] {
  const [first] = files;
  if (first === undefined) return [];
  if (files.length === 1) return keepOfFile(first[1], bench, refusals);
  const together = files.flatMap(([, some]) => some);
  if (tryOut(together, bench) === undefined) return together;
  const middle = files.length >> 1;
  return [...keepTied(files.slice(0, middle), bench, refusals), ...keepTied(files.slice(middle), bench, refusals)];
}

/** All of a file that are good by themselves, or the first of these where they are not so together. */
function keepOfFile(some: readonly Chosen[], bench: Bench, refusals: Map<string, Unmended>): readonly Chosen[] {
  if (some.length > 1 && tryOut(some, bench) === undefined) return some;
  const good = some.filter((one) => {
    const { fault } = faultWith([one], bench);
    if (fault !== undefined) refusals.set(placeOf(one.finding), { finding: one.finding, why: `${FAILED}${fault}` });
    return fault === undefined;
  });
  if (good.length > 1 && good.length < some.length && tryOut(good, bench) === undefined) return good;
  const first = good.slice(0, 1);
  return first.length > 0 && tryOut(first, bench) === undefined ? first : [];
}

/** Makes some changes and keeps them where they are good; says what is wrong with them otherwise. */
function tryOut(chosen: readonly Chosen[], bench: Bench): string | undefined {
  const { fault, changes, after } = faultWith(chosen, bench);
  if (fault === undefined) bench.keep(changes, after);
  return fault;
}

function faultWith(
  chosen: readonly Chosen[],
  bench: Bench,
): { readonly fault: string | undefined; readonly changes: Contents; readonly after: Look } {
  const before = bench.look();
  const edits = chosen.flatMap(({ mend }) => mend.edits);
  const changes = applyEdits(edits, (path) => before.contents.get(path));
  const findings = chosen.map(({ finding }) => finding);
  const after = bench.lookAt(changes);
  return { fault: faultOf(findings, before, after) ?? bench.breaks(changes), changes, after };
}
