import type { Finding } from "../../core/finding.ts";
import { once } from "../../core/once.ts";
import type { PolicyMatch, Siblings } from "../../core/stages.ts";
import { createCheck } from "../check-pipeline.ts";
import { type Documents, documentsOf, locationAt } from "../documents.ts";
import type { Facts, PipelineFacts } from "../facts.ts";
import { type FollowedPipeline, followPipeline } from "../follow-pipeline.ts";
import type { EngineOptions } from "../options.ts";
import { siblingsOf } from "../siblings.ts";

/** A pipeline with what flows through it, and what its findings were made of. */
export interface PipelineLook {
  readonly followed: FollowedPipeline;
  readonly siblings: Siblings;
  matchOf(finding: Finding): PolicyMatch | undefined;
}

/** Follows and checks pipelines once somebody asks. */
export class PipelineLooks {
  readonly #documents: () => Documents;
  readonly #options: EngineOptions;
  readonly #pipelines: ReadonlyMap<string, PipelineFacts>;
  readonly #siblings: (of: PipelineFacts) => Siblings;
  readonly #known: Map<string, PipelineLook>;

  constructor(facts: readonly Facts[], options: EngineOptions, known: ReadonlyMap<string, PipelineLook> = new Map()) {
    this.#documents = once(() => documentsOf(facts));
    this.#options = options;
    this.#known = new Map(known);
    this.#pipelines = new Map(
      facts.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [[pipeline.document.path, pipeline]])),
    );
    this.#siblings = siblingsOf(facts);
  }

  /** The same after some files have changed. */
  after(facts: readonly Facts[], changed: ReadonlySet<string>): PipelineLooks {
    return new PipelineLooks(facts, this.#options, new Map([...this.#known].filter(([path]) => !changed.has(path))));
  }

  /** The pipeline that a finding in a file comes from: a file may be a part of another one's pipeline. */
  holding(finding: Finding): PipelineLook | undefined {
    const { path } = finding.location;
    const own = this.of(path);
    const pipeline = this.#pipelines.get(path);
    if (own === undefined || pipeline?.checked !== undefined || own.matchOf(finding) !== undefined) return own;
    for (const [other, { platform, checked }] of this.#pipelines) {
      if (checked !== undefined || platform !== pipeline?.platform) continue;
      const look = this.of(other);
      if (look?.matchOf(finding) !== undefined) return look;
    }
    return own;
  }

  of(path: string): PipelineLook | undefined {
    const pipeline = this.#pipelines.get(path);
    if (pipeline === undefined) return undefined;
    const look = this.#known.get(path) ?? this.#look(pipeline);
    this.#known.set(path, look);
    return look;
  }

  #look(pipeline: PipelineFacts): PipelineLook {
    const siblings = this.#siblings(pipeline);
    const followed = followPipeline(pipeline, siblings, this.#options, () => {});
    const { found } = pipeline.checked ?? createCheck(this.#options).check(pipeline, siblings);
    const documents = this.#documents();
    const matches = new Map(
      found.map(({ ruleId, match }) => [keyOf(ruleId, locationAt(match.place, documents)), match]),
    );
    return { followed, siblings, matchOf: ({ ruleId, location }) => matches.get(keyOf(ruleId, location)) };
  }
}

const keyOf = (ruleId: string, { path, start, end }: Finding["location"]): string =>
  [ruleId, path, start.line, start.column, end.line, end.column].join("\n");
