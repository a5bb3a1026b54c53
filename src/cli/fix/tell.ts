import type { Mended, Mending, Unmended } from "../../engine/mending/mend.ts";
import { plural } from "../../reporters/plural.ts";
import type { TextStyle } from "../../reporters/text-style.ts";

/** What a run of `fix` says of it, line by line. */
export function* outcomeLines(
  { mended, unmended }: Pick<Mending, "mended" | "unmended">,
  {
    isDry,
    notes,
    pathPrefix,
    style,
  }: {
    readonly isDry: boolean;
    readonly notes: readonly string[];
    readonly pathPrefix: string;
    readonly style: TextStyle;
  },
): Iterable<string> {
  if (mended.length > 0) {
    yield style.label(`${isDry ? "Would mend" : "Mended"} ${plural(mended.length, "finding")}`);
    yield* byFile(mended, pathPrefix, style, ({ finding, does }) => `${finding.ruleId}: ${does}`);
    yield* whatCame(mended, pathPrefix, style);
  }
  if (unmended.length > 0) {
    yield style.label(`Not mended: ${plural(unmended.length, "finding")}`);
    yield* byReason(unmended, pathPrefix, style);
  }
  yield* nextSteps(mended, isDry);
  yield* notes;
}

function* byFile(
  all: readonly Mended[],
  prefix: string,
  style: TextStyle,
  lineOf: (one: Mended) => string,
): Iterable<string> {
  for (const [path, some] of Map.groupBy(all, ({ finding }) => finding.location.path)) {
    yield `  ${style.path(prefix + path)}`;
    for (const one of some) yield `    ${lineOf(one)}`;
  }
}

/** What is less severe than a value that is written out, and was not seen while it was. */
function* whatCame(mended: readonly Mended[], prefix: string, style: TextStyle): Iterable<string> {
  const all = mended.flatMap(({ brings }) => brings);
  if (all.length === 0) return;
  yield style.label("Seen now that these values are secrets, and left to be decided");
  for (const [path, some] of Map.groupBy(all, ({ location }) => location.path)) {
    yield `  ${style.path(prefix + path)}`;
    for (const [what] of Map.groupBy(some, ({ ruleId, severity }) => `${ruleId} (${severity})`)) yield `    ${what}`;
  }
}

/** Places that are told of those that have a reason in common. */
const MOST_PLACES = 5;

function* byReason(all: readonly Unmended[], prefix: string, style: TextStyle): Iterable<string> {
  for (const [reason, some] of Map.groupBy(all, ({ finding, why }) => `${finding.ruleId}: ${why}.`)) {
    yield `  ${reason}`;
    for (const { finding } of some.slice(0, MOST_PLACES)) {
      const { path, start } = finding.location;
      yield `    ${style.path(`${prefix}${path}:${start.line}:${start.column}`)}`;
    }
    if (some.length > MOST_PLACES) yield `    and ${some.length - MOST_PLACES} more`;
  }
}

/** What only people can do now. */
function* nextSteps(mended: readonly Mended[], isDry: boolean): Iterable<string> {
  const secrets = [...new Set(mended.flatMap((one) => one.secrets))].sort();
  const variables = [...new Set(mended.flatMap((one) => one.variables))].sort();
  const values = mended.filter(({ finding }) => finding.isSetting !== true).length;
  if (values > 0)
    yield `Whoever has seen the ${values === 1 ? "value" : "values"} can still use ${values === 1 ? "it" : "them"}, and git's history keeps ${values === 1 ? "it" : "them"}: revoke ${values === 1 ? "it" : "each"}, and use a new one. \`sealint explain RULE\` tells how.`;
  if (secrets.length > 0) yield `Set on the platform, with new values: ${secrets.join(", ")}.`;
  if (variables.length > 0) yield `Set where the program runs, with new values: ${variables.join(", ")}.`;
  if (isDry && values > 0)
    yield "The diff hides values, so that it is to be read and not to be applied; run without `--dry-run` for that.";
}
