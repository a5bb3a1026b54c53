import type { Place } from "../../core/span.ts";
import { calleeOf, callsIn, childrenOf, closureOf, named, pathOf, told, unnamed, valueOf } from "./calls.ts";
import type { Call, Closure, Node } from "./groovy/nodes.ts";
import { type Guard, guardOf } from "./guards.ts";
import type { JenkinsModel, Stage, When } from "./model.ts";

/** All stages of a file, at any depth. */
export function stagesIn(statements: readonly Node[]): Stage[] {
  const found: Stage[] = [];
  // Where a person is asked, whatever comes behind waits for the answer.
  let isApproved = false;
  const visit = (node: Node, around: Around): void => {
    if (node.kind === "call" && calleeOf(node) === "input") isApproved = true;
    const stage = node.kind === "call" && calleeOf(node) === "stage" ? stageOf(node, around, isApproved) : undefined;
    if (stage !== undefined) found.push(stage);
    const guard = node.kind === "construct" && node.keyword === "if" ? guardOf(node.head) : undefined;
    const inner: Around = {
      stage: stage ?? around.stage,
      when: stage?.when ?? (guard === undefined ? around.when : both(around.when, GUARDED[guard])),
    };
    for (const child of childrenOf(node)) visit(child, inner);
  };
  for (const node of statements) visit(node, { stage: undefined, when: NOTHING });
  return found;
}

/** What stands around a node: the stage, and what the conditions say. */
interface Around {
  readonly stage: Stage | undefined;
  readonly when: When;
}

const NOTHING: When = { asksForRequests: false, isWithoutRequests: false, namesBranch: false };

const GUARDED: Readonly<Record<Guard, When>> = {
  request: { ...NOTHING, asksForRequests: true },
  branch: { ...NOTHING, isWithoutRequests: true, namesBranch: true },
};

const both = (a: When, b: When): When => ({
  asksForRequests: a.asksForRequests || b.asksForRequests,
  isWithoutRequests: a.isWithoutRequests || b.isWithoutRequests,
  namesBranch: a.namesBranch || b.namesBranch,
});

/** The innermost stage around a place. */
export function stageAt({ stages }: Pick<JenkinsModel, "stages">, { span }: Place): Stage | undefined {
  return stages.findLast(({ call: { place } }) => place.span.start <= span.start && span.end <= place.span.end);
}

function stageOf(call: Call, { stage: parent, when: outer }: Around, isPassed: boolean): Stage | undefined {
  const body = closureOf(call);
  const title = told(call, "name");
  if (body === undefined || title === undefined) return undefined;
  const name = title.kind === "text" ? title.scalar.value : pathOf(title) || "stage";
  const place = title.kind === "text" ? title.scalar.place : title.place;
  const own = whenOf(body);
  const calls = callsIn(body.body, (one) => calleeOf(one) !== "stage");
  const isGroup = calls.some((one) => calleeOf(one) === "stage" && closureOf(one) !== undefined);
  const isApproved = isPassed || parent?.isApproved === true || asks(calls);
  // A step in it may look at the branch, too.
  const looks = body.body.some(looksAtBranch);
  const when = both(both(outer, own), looks ? { ...NOTHING, namesBranch: true } : NOTHING);
  return { call, name, place, body, ...(parent !== undefined && { parent }), isGroup, when, isApproved };
}

/** Whether something in a stage depends on the branch. */
function looksAtBranch(node: Node): boolean {
  if (node.kind === "construct" && node.keyword === "if" && guardOf(node.head) !== undefined) return true;
  return !(node.kind === "call" && calleeOf(node) === "stage") && childrenOf(node).some(looksAtBranch);
}

/** Whether a person is asked: `input` as a section or a step. */
const asks = (calls: readonly Call[]): boolean => calls.some((call) => calleeOf(call) === "input");

const MAIN = /^[^*]*$/;

/** What the `when` of a stage says. Conditions in `anyOf` count only where they all say so. */
function whenOf({ body }: Closure): When {
  const section = body.find((node): node is Call => node.kind === "call" && calleeOf(node) === "when");
  const conditions = section === undefined ? [] : conditionsIn(closureOf(section)?.body ?? []);
  return {
    asksForRequests: conditions.some((one) => one.asks === true),
    isWithoutRequests: conditions.some((one) => one.without === true),
    namesBranch: conditions.some((one) => one.branch === true),
  };
}

interface Condition {
  readonly asks?: boolean;
  readonly without?: boolean;
  readonly branch?: boolean;
}

function conditionsIn(nodes: readonly Node[]): Condition[] {
  return nodes.flatMap((node): Condition[] => {
    if (node.kind !== "call") return [];
    const inner = closureOf(node)?.body ?? [];
    switch (calleeOf(node)) {
      case "allOf":
        return conditionsIn(inner);
      case "anyOf":
        return [anyOf(inner.map((one) => conditionsIn([one])))];
      case "not":
        return conditionsIn(inner).map(({ asks: asked }) => ({ without: asked === true }));
      case "changeRequest":
        return [{ asks: true }];
      // A request's branch is called `PR-1`, so that no branch of the project is meant by it.
      case "branch":
        return [{ without: isBranch(node), branch: isBranch(node) }];
      case "tag":
      case "buildingTag":
        return [{ without: true, branch: true }];
      case "expression":
        return [written(inner)];
      default:
        return [];
    }
  });
}

const isBranch = (call: Call): boolean => {
  const name = valueOf(named(call, "pattern") ?? unnamed(call)[0]);
  return name === undefined || (MAIN.test(name) ? !name.startsWith("PR-") : !/^(?:\*+|PR-.*)$/.test(name));
};

function anyOf(branches: readonly (readonly Condition[])[]): Condition {
  const all = (key: keyof Condition): boolean =>
    branches.length > 0 && branches.every((branch) => branch.some((one) => one[key] === true));
  return {
    asks: branches.some((branch) => branch.some((one) => one.asks === true)),
    without: all("without"),
    branch: all("branch"),
  };
}

/** `env.BRANCH_NAME == 'main'` and its like. */
function written(nodes: readonly Node[]): Condition {
  const [only] = nodes.length === 1 ? nodes : [];
  const value = only?.kind === "construct" ? only.head[0] : only;
  if (value?.kind !== "operation" || value.operands.length !== 2) return {};
  const [left, right] = value.operands;
  const isBranchName = left !== undefined && /^(?:env\.)?(?:BRANCH_NAME|GIT_BRANCH)$/.test(pathOf(left));
  const names = isBranchName && valueOf(right) !== undefined && value.operator === "==";
  return names ? { without: true, branch: true } : {};
}
