import type { Finding } from "../../core/finding.ts";
import { type Problem, unitOf } from "../../core/source.ts";
import type { Facts } from "../facts.ts";
import { createInspect } from "../inspect-unit.ts";
import type { EngineOptions } from "../options.ts";
import { nothingSeen } from "../outcome.ts";
import { conclude } from "../scan.ts";
import type { Contents } from "./contents.ts";
import { type PipelineLook, PipelineLooks } from "./pipeline-looks.ts";
import { brokenBy } from "./still-parses.ts";
import { tiesOf } from "./ties.ts";

/** What a scan says of some of the files. */
export interface Look {
  /** Of all files, whatever the look is of. */
  readonly contents: Contents;
  /** Paths that it speaks of. */
  readonly scope: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  /** What could not be read or done. */
  readonly problems: readonly Problem[];
  isPipeline(path: string): boolean;
}

/** What a scan says of all files as they are, with what its findings were made of. */
export interface WholeLook extends Look {
  /** A pipeline with what policies match in it; undefined for what is none. */
  pipeline(path: string): PipelineLook | undefined;
  /** The pipeline that a finding comes from, with what policies match in it; undefined where its file is none. */
  pipelineOf(finding: Finding): PipelineLook | undefined;
}

/**
 * Scans contents in memory again and again with some of them changed; only these are looked at anew, with the pipelines that they lead to.
 * The inventory is left out: what it asks for only people can add.
 */
export class Bench {
  readonly #options: EngineOptions;
  readonly #inspect: (path: string, bytes: Uint8Array) => Facts;
  readonly #facts = new Map<string, Facts>();
  readonly #contents = new Map<string, Uint8Array>();
  #findings: readonly Finding[];
  #problems: readonly Problem[];
  #looks: PipelineLooks;
  readonly #ties: ReadonlyMap<string, ReadonlySet<string>>;

  constructor({ inventory: _, usesOf: __, inScope: ___, ...options }: EngineOptions, contents: Contents) {
    this.#options = { ...options, inventoryRules: [], isWhole: false };
    const inspect = createInspect(this.#options);
    this.#inspect = (path, bytes) => inspect(unitOf(path, bytes));
    for (const [path, bytes] of contents) {
      this.#contents.set(path, bytes);
      this.#facts.set(path, this.#inspect(path, bytes));
    }
    const { findings, problems } = this.#concluded([...this.#facts.values()]);
    [this.#findings, this.#problems] = [findings, problems];
    this.#looks = new PipelineLooks([...this.#facts.values()], this.#options);
    this.#ties = tiesOf(this.#facts, contents);
  }

  /** All files as they are. */
  look(): WholeLook {
    const [facts, looks] = [this.#facts, this.#looks];
    return {
      contents: new Map(this.#contents),
      scope: new Set(this.#contents.keys()),
      findings: this.#findings,
      problems: this.#problems,
      isPipeline: (path) => facts.get(path)?.pipeline !== undefined,
      pipeline: (path) => looks.of(path),
      pipelineOf: (finding) => looks.holding(finding),
    };
  }

  /** Some files as they might be, with those whose findings go by them. */
  lookAt(changes: Contents): Look {
    const changed = new Map([...changes].map(([path, bytes]) => [path, this.#inspect(path, bytes)]));
    const scope = this.#scopeOf(changed.keys());
    const facts = [...scope].flatMap((path) => changed.get(path) ?? this.#facts.get(path) ?? []);
    return {
      contents: new Map([...this.#contents, ...changes]),
      scope,
      ...this.#concluded(facts),
      isPipeline: (path) => (changed.get(path) ?? this.#facts.get(path))?.pipeline !== undefined,
    };
  }

  /** Takes what was looked at in place of what is there. */
  keep(changes: Contents, { scope, findings, problems }: Look): void {
    for (const [path, bytes] of changes) {
      this.#contents.set(path, bytes);
      this.#facts.set(path, this.#inspect(path, bytes));
    }
    const others = this.#findings.filter(({ location }) => !scope.has(location.path));
    this.#findings = [...others, ...findings];
    this.#problems = [...this.#problems.filter(({ subject }) => !scope.has(subject)), ...problems];
    this.#looks = this.#looks.after([...this.#facts.values()], scope);
  }

  /** Why changes are not good for source files, as a clause; undefined where each that parsed still does. */
  breaks(changes: Contents): string | undefined {
    return brokenBy(changes, this.#contents, this.#options.readTree);
  }

  /** Whether a file's findings may go by other files, or theirs by it. */
  isTied(path: string): boolean {
    return this.#ties.has(path);
  }

  /** The files themselves, with the pipelines that lead to them or that they lead to. */
  #scopeOf(paths: Iterable<string>): ReadonlySet<string> {
    return new Set([...paths].flatMap((path) => [path, ...(this.#ties.get(path) ?? [])]));
  }

  #concluded(facts: readonly Facts[]): Pick<Look, "findings" | "problems"> {
    const { findings, problems } = conclude(
      { seen: nothingSeen(), facts, problems: [] },
      this.#options,
      performance.now(),
    );
    return { findings, problems };
  }
}
