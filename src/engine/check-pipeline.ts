import type { Judgement } from "../core/judgement.ts";
import { remember } from "../core/remember.ts";
import type { Problem } from "../core/source.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { fileKindOf } from "../judge/file-kind.ts";
import { attempt } from "./attempt.ts";
import type { CheckedPipeline, PipelineFacts } from "./facts.ts";
import { type FollowedPipeline, followPipeline } from "./follow-pipeline.ts";
import type { EngineOptions } from "./options.ts";

/** Gives the model of another file by its path. */
type Find = (path: string) => unknown;

type Options = Pick<EngineOptions, "platforms" | "policies" | "judge" | "usesOf">;

export interface PipelineCheck {
  /** Follows a pipeline's secrets and checks it; `find` gives the others. */
  check(pipeline: PipelineFacts, find: Find): CheckedPipeline;
  /** The same without the others, in any thread: undefined where one of them would have to be looked at. */
  checkAlone(pipeline: PipelineFacts): CheckedPipeline | undefined;
}

/** Makes what checks pipelines. Between them it keeps verdicts on values, nothing else. */
export function createCheck(options: Options): PipelineCheck {
  const judgeFor = createJudgeFor(options);
  const follow = (pipeline: PipelineFacts, find: Find, problems: Problem[]): FollowedPipeline =>
    followPipeline(pipeline, find, options.platforms, (problem) => problems.push(problem));
  const finish = (followed: FollowedPipeline, problems: Problem[]): CheckedPipeline => {
    const judge = judgeFor(followed.document.path);
    const found = checkPolicies(followed, options, judge, (problem) => problems.push(problem));
    const { references, triggers, jobs } = followed.flows;
    const place = jobs[0]?.place ?? { unit: followed.document.unit, span: { start: 0, end: 0 } };
    return { references, triggers, place, found, ...usesIn(followed, options, problems), problems };
  };
  return {
    check(pipeline, find) {
      const problems: Problem[] = [];
      return finish(follow(pipeline, find, problems), problems);
    },
    checkAlone(pipeline) {
      const problems: Problem[] = [];
      let isAlone = true;
      const followed = follow(
        pipeline,
        () => {
          isAlone = false;
        },
        problems,
      );
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
  const uses = attempt(about, () => usesOf(flows));
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

function checkPolicies(
  { document, platform, model, flows }: FollowedPipeline,
  { policies }: Options,
  judge: JudgeLiteral,
  report: (problem: Problem) => void,
): CheckedPipeline["found"] {
  return policies
    .filter(({ platforms }) => platforms.includes(platform))
    .flatMap(({ meta, check }) => {
      const run = (): PolicyMatch[] => [...check({ model, flows, judge })];
      const matches = attempt({ subject: document.path, step: `the policy ${meta.id}`, report }, run) ?? [];
      return matches.map((match) => ({ ruleId: meta.id, match }));
    });
}
