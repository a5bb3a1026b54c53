import type { Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import type { Dialect } from "./dialect.ts";
import type { ContainerPipeline, ContainerStep, Filter, Names } from "./model.ts";

type Limited = Pick<ContainerPipeline | ContainerStep, "conditions">;

/** What can start a step: what its pipeline and its own conditions let in. */
export function triggersOf(dialect: Dialect, limits: readonly Limited[]): Trigger[] {
  const named = new Set(
    limits
      .flatMap(({ conditions }) => conditions.flatMap(({ events }) => events?.include ?? []))
      .map(({ value }) => value),
  );
  return [...dialect.events, ...dialect.furtherEvents.filter((event) => named.has(event))]
    .filter((event) =>
      limits.every(({ conditions }) => conditions.length === 0 || conditions.some((filter) => mayHold(filter, event))),
    )
    .map((event) => ({ event, untrusted: dialect.untrusted.has(event) }));
}

function mayHold({ events, branches, targets, expression }: Filter, event: string): boolean {
  if (!lets(events, event)) return false;
  // A branch is that which a request is for; where a tag is, nobody can say.
  if (branches !== undefined && event === "tag" && branches.include.length > 0) return false;
  if (targets !== undefined && targets.include.length > 0 && !/^(?:promote|rollback|deployment|custom)$/.test(event))
    return false;
  return expression === undefined || expressionMayHold(expression, event);
}

/** Whether a list lets a name in; patterns may hold. */
function lets(names: Names | undefined, name: string): boolean {
  if (names === undefined) return true;
  if (names.exclude.some(({ value }) => value === name)) return false;
  return names.include.length === 0 || names.include.some(({ value }) => value === name || /[*?[{]/.test(value));
}

const EVENT_TEST = /\bCI_(?:PIPELINE|BUILD)_EVENT\s*(?<operator>==|!=)\s*["'](?<event>\w+)["']/g;

/** An expression that only tests the event, in parts that all have to hold, is read; any other one may hold. */
function expressionMayHold({ value }: Scalar, event: string): boolean {
  if (value.includes("||")) return true;
  return Array.from(value.matchAll(EVENT_TEST)).every(({ groups }) =>
    groups?.["operator"] === "==" ? groups["event"] === event : groups?.["event"] !== event,
  );
}

/** Whether a push to any branch certainly starts a step. */
export const runsOnAnyBranch = (limits: readonly Limited[]): boolean =>
  limits.every(
    ({ conditions }) =>
      conditions.length === 0 ||
      conditions.some(
        ({ events, branches, targets, expression, isNarrowed }) =>
          lets(events, "push") &&
          branches === undefined &&
          targets === undefined &&
          expression === undefined &&
          !isNarrowed,
      ),
  );

/** Whether a step runs only for branches whose whole names are written. */
export const namesBranches = (limits: readonly Limited[]): boolean =>
  limits.some(
    ({ conditions }) =>
      conditions.length > 0 &&
      conditions.every(
        ({ branches }) =>
          branches !== undefined &&
          branches.include.length > 0 &&
          branches.include.every(({ value }) => /^[\w./-]+$/.test(value)),
      ),
  );

/** Whether somebody names an event that brings strangers' work. */
export const asksFor = (events: ReadonlySet<string>, { conditions }: Limited): boolean =>
  conditions.some((filter) => filter.events?.include.some(({ value }) => events.has(value)) === true);

const TARGET_TEST = /\bCI_PIPELINE_DEPLOY_TARGET\s*==\s*["'](?<target>[^"'\n]{1,100})["']/d;

/** What a step deploys to, where its conditions name one target. */
export function targetOf(limits: readonly Limited[]): Pick<Scalar, "value" | "place"> | undefined {
  for (const { conditions } of limits.toReversed()) {
    for (const { targets, expression } of conditions) {
      const [target, ...others] = targets?.include ?? [];
      if (target !== undefined && others.length === 0) return target;
      const tested = expression === undefined ? undefined : TARGET_TEST.exec(expression.value)?.groups?.["target"];
      if (tested !== undefined && expression !== undefined) return { value: tested, place: expression.place };
    }
  }
  return undefined;
}
