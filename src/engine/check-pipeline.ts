import type { Judgement } from "../core/judgement.ts";
import { remember } from "../core/remember.ts";
import { type OptionValues, valuesOf } from "../core/rule-option.ts";
import type { Problem } from "../core/source.ts";
import type { Policy, PolicyContext, PolicyMatch, Siblings } from "../core/stages.ts";
import { fileKindOf } from "../judge/file-kind.ts";
import { attempt } from "./attempt.ts";
import type { CheckedPipeline, PipelineFacts } from "./facts.ts";
import { type FollowedPipeline, followPipeline } from "./follow-pipeline.ts";
import type { EngineOptions } from "./options.ts";
import { withStoredOnly } from "./own-names.ts";
import { publishingPlaces } from "./publishing.ts";

type Options = Pick<EngineOptions, "platforms" | "policies" | "judge" | "usesOf" | "isWhole" | "acceptance">;

export interface PipelineCheck {
  /** Follows a pipeline's secrets and checks it; `siblings` are the others. */
  check(pipeline: PipelineFacts, siblings: Siblings): CheckedPipeline;
  /** The same without the others, in any thread: undefined where one of them would have to be looked at. */
  checkAlone(pipeline: PipelineFacts): CheckedPipeline | undefined;
}

/** Makes what checks pipelines. Between them it keeps verdicts on values, nothing else. */
export function createCheck(options: Options): PipelineCheck {
  const { acceptance } = options;
  const judgeFor = createJudgeFor(options);
  const policiesOf = policiesByPlatform(options.policies);
  const follow = (pipeline: PipelineFacts, siblings: Siblings, problems: Problem[]): FollowedPipeline =>
    followPipeline(pipeline, siblings, options, (problem) => problems.push(problem));
  const finish = (followed: FollowedPipeline, problems: Problem[]): CheckedPipeline => {
    const judge = judgeFor(followed.document.path);
    const steps = policiesOf(followed.platform);
    const found = checkPolicies(followed, steps, { judge, acceptance }, (problem) => problems.push(problem));
    const { references, triggers, jobs } = followed.flows;
    const { unit } = followed.document;
    const place = jobs.find((job) => job.place.unit === unit)?.place ?? { unit, span: { start: 0, end: 0 } };
    const publishes = publishingPlaces(followed.flows);
    return { references, triggers, place, publishes, found, ...usesIn(followed, options, problems), problems };
  };
  return {
    check(pipeline, siblings) {
      const problems: Problem[] = [];
      return finish(follow(pipeline, siblings, problems), problems);
    },
    checkAlone(pipeline) {
      const problems: Problem[] = [];
      let isAlone = true;
      const siblings: Siblings = {
        find() {
          isAlone = false;
          return undefined;
        },
        all() {
          isAlone = false;
          return [];
        },
        beside() {
          isAlone = false;
          return undefined;
        },
      };
      const followed = follow(pipeline, siblings, problems);
      return isAlone ? finish(followed, problems) : undefined;
    },
  };
}

/** What the inventory asks; the flows themselves are let go, and could not be handed from one thread to another. */
function usesIn(
  { document, flows }: FollowedPipeline,
  { usesOf }: Options,
  problems: Problem[],
): Pick<CheckedPipeline, "uses"> {
  if (usesOf === undefined) return {};
  const step = "gathering what the inventory asks of it";
  const about = { subject: document.path, step, report: (problem: Problem) => problems.push(problem) };
  const uses = attempt(about, () => usesOf(withStoredOnly(flows)));
  return uses === undefined ? {} : { uses };
}

type JudgeLiteral = (name: string, value: string) => Judgement;

/** How the judge is asked about a pipeline's literals. */
const LITERAL = {
  quoted: true,
  claimed: "medium",
  distinctive: false,
  contextual: false,
  validated: [],
  prefix: "",
} as const;

/** The judge for literals of a file. Of a path only what kind of file it names matters to it, so verdicts are kept by that. */
function createJudgeFor({ judge }: Options): (path: string) => JudgeLiteral {
  const byKind = new Map<string, JudgeLiteral>();
  return (path) => {
    const kind = fileKindOf(path);
    const known = byKind.get(kind);
    if (known !== undefined) return known;
    const verdict = remember((key) => {
      const end = key.indexOf("\0");
      return judge({ ...LITERAL, name: key.slice(0, end), value: key.slice(end + 1), path });
    });
    const made: JudgeLiteral = (name, value) => verdict(`${name}\0${value}`);
    byKind.set(kind, made);
    return made;
  };
}

/** A policy with what a problem of it is called. */
interface Step {
  readonly policy: Policy;
  readonly step: string;
}

/** The policies that speak of a platform. */
function policiesByPlatform(policies: readonly Policy[]): (platform: string) => readonly Step[] {
  const known = new Map<string, readonly Step[]>();
  return (platform) => {
    const before = known.get(platform);
    if (before !== undefined) return before;
    const own = policies.filter(({ platforms }) => platforms.includes(platform));
    const steps = own.map((policy) => ({ policy, step: `the policy ${policy.meta.id}` }));
    known.set(platform, steps);
    return steps;
  };
}

/** What a policy without options of its own is given. */
const NO_OPTIONS: OptionValues = {};

/** Each policy runs on each pipeline, and most find nothing: no list is made for it. */
function checkPolicies(
  { document, model, flows }: FollowedPipeline,
  steps: readonly Step[],
  { judge, acceptance }: { readonly judge: JudgeLiteral; readonly acceptance: Options["acceptance"] },
  report: (problem: Problem) => void,
): CheckedPipeline["found"] {
  const found: { readonly ruleId: string; readonly match: PolicyMatch }[] = [];
  const plain = { model, flows, judge, options: NO_OPTIONS };
  const contextOf = ({ meta: { id, options } }: Policy): PolicyContext<unknown> =>
    options === undefined
      ? plain
      : { ...plain, options: valuesOf(options, acceptance?.override(id, document.path).options) };
  for (const { policy, step } of steps) {
    const before = found.length;
    const isThrough = attempt({ subject: document.path, step, report }, () => {
      for (const match of policy.check(contextOf(policy))) found.push({ ruleId: policy.meta.id, match });
      return true;
    });
    // Of one that fails nothing counts.
    if (isThrough === undefined) found.length = before;
  }
  return found;
}
