import type { SuppressedFinding } from "./acceptance.ts";
import type { BaselineOutcome } from "./baseline.ts";
import type { Edit, Finding, Location, Match, RecognisedBy, RelatedLocation } from "./finding.ts";
import type { Inventory, InventoryEntry } from "./inventory.ts";
import type { InventoryChanges } from "./inventory-change.ts";
import type { Judgement } from "./judgement.ts";
import type { Severity } from "./levels.ts";
import type { ObservedList } from "./observed.ts";
import type { PipelineFlows, Reference, Trigger } from "./pipeline.ts";
import type { PipelineUses } from "./pipeline-uses.ts";
import type { RuleMeta, SecretRule } from "./rule.ts";
import type { OptionValues } from "./rule-option.ts";
import type { Problem, Unit } from "./source.ts";
import type { Place, Span, UnitId } from "./span.ts";

/** A raw match of a secret rule: the whole match, the value in it, and what stands around it. */
export interface SecretMatch extends Match {
  readonly secret: Span;
  readonly value: string;
  /** Name that the value is assigned to, as written. */
  readonly name?: string;
  readonly quoted: boolean;
}

/**
 * Finds a rule's matches that begin in given stretches of a unit; one with another begin may come, too. `report` hears of what could
 * not be looked at as it should.
 */
export type RunRule = (
  unit: Unit,
  starts: readonly Span[],
  report: (problem: Problem) => void,
) => Iterable<SecretMatch>;

/** Finds a rule's matches. `prepare` compiles, once a rule, when it is first needed. */
export interface Detector {
  readonly name: string;
  prepare(rule: SecretRule): RunRule;
}

/** An error in a document, at a span of its unit. */
export interface DocumentProblem {
  readonly span: Span;
  readonly message: string;
  readonly hint: string;
  /** `error` where left out: the document could not be read as what it is. */
  readonly level?: "error" | "note";
}

/** Other files of the same platform and the same state of the repository, as far as the scan has them. */
export interface Siblings<Model = unknown> {
  /** The model of a file by its path. */
  find(path: string): Model | undefined;
  /** All of them, in the order of their paths, whoever asks among them; the same list at each call. */
  all(): readonly Model[];
  /** What the platform reads of a file that is no pipeline, see `Companions`; undefined where the scan has none at that path. */
  beside?(path: string): unknown;
}

/** Files of a platform that are no pipelines, and that its pipelines may name. */
export interface Companions {
  recognise(path: string): boolean;
  /** Plain data, which no report shows. */
  read(text: string): unknown;
}

/** Recognises a kind of pipeline and parses it into a typed model, plain data whose scalars keep their spans. */
export interface Platform<Model = unknown> {
  readonly id: string;
  /** By path, and by content where the path does not tell. */
  recognise(path: string, head: string): boolean;
  parse(unit: Unit): { readonly model?: Model; readonly problems: readonly DocumentProblem[] };
  readonly companions?: Companions;
  /** The model with what other files say of it; left out where they say nothing that its own flows do not hold. */
  settle?(model: Model, siblings: Siblings<Model>): Model;
  /** The model in the one shape that policies and the inventory read; `siblings` are the files that it may lead into. */
  flows(model: Model, siblings?: Siblings<Model>): PipelineFlows;
}

/** A worked example: text with the expected spans marked `«…»`, at the path that it would have. */
export interface Example {
  readonly path?: string;
  readonly text: string;
  /** Other files that have to lie in the repository, by their paths. */
  readonly beside?: Readonly<Record<string, string>>;
}

export interface Examples {
  readonly flag: readonly Example[];
  readonly ok: readonly Example[];
}

/** A match of a policy or an inventory rule: placed, with severity where what is at stake changes it. */
export interface PolicyMatch {
  readonly place: Place;
  readonly message: string;
  readonly severity?: Severity;
  /** What it is about, by its name: an action, a host, a variable. Allow-lists and `allow` go by it; never a value. */
  readonly subject?: string;
  /** A part of the place that must never be shown, such as a literal password. */
  readonly secret?: Place;
  /** Set where the match rests on a judged value. */
  readonly judgement?: Judgement;
  readonly related?: readonly { readonly place: Place; readonly message: string }[];
  /** Findings of the same scan that it rests on: where all of them are accepted, it is no finding. */
  readonly restsOn?: readonly RelatedLocation[];
  readonly fix?: readonly Edit[];
}

export interface PolicyContext<Model, Options = OptionValues> {
  readonly model: Model;
  readonly flows: PipelineFlows;
  /** Values of the rule's own options. */
  readonly options: Options;
  /** Judges a literal by its name and value, as the secret rules do. */
  judge(name: string, value: string): Judgement;
}

/** A pipeline of a repository that is searched as a whole. */
export interface RepositoryPipeline {
  readonly platform: string;
  readonly triggers: readonly Trigger[];
  /** Its first job, or its start. */
  readonly place: Place;
  /** Programs that look for secrets, as far as the file names some, comments left out. */
  readonly scanners: readonly string[];
  /** Where it publishes packages of npm. */
  readonly publishes: readonly Place[];
  /** Whether its text, comments left out, has a word or path that one of the patterns names. */
  names(patterns: readonly string[]): boolean;
}

/** A package of npm that may be published, and that lists none of its files. */
export interface OpenPackage {
  /** From the root; empty where it is the root itself. */
  readonly folder: string;
  /** Where the scan has found secrets in what npm would pack. */
  readonly secrets: readonly Location[];
}

/** What is known of all pipelines of a repository together. */
export interface RepositoryContext<Options = OptionValues> {
  /** Values of the rule's own options. */
  readonly options: Options;
  /** In the order of their paths. */
  readonly pipelines: readonly RepositoryPipeline[];
  /** Scanners that hooks and pipelines name which no platform reads. */
  readonly scanners: readonly string[];
  /** In the order of their folders. */
  readonly packages: readonly OpenPackage[];
}

/** A policy over one pipeline: one file, `policies/<family>/<rule>.ts`. */
export interface Policy<Model = unknown> {
  readonly meta: RuleMeta;
  /** Ids of the platforms that it can read. */
  readonly platforms: readonly string[];
  check(context: PolicyContext<Model>): Iterable<PolicyMatch>;
  /** Of a policy on the repository: runs once, where the whole of it is searched. */
  checkRepository?(context: RepositoryContext): Iterable<PolicyMatch>;
}

/** What of a repository the inventory is held against beside its pipelines. */
export interface Surroundings {
  /** Whether there is a file or folder at a path that the inventory names, from the root or from where it lies. */
  exists(path: string): boolean;
  /** Text of CODEOWNERS; undefined where there is none. */
  codeOwners(): string | undefined;
}

/** A declared secret whose value the scan has found, and where. */
export interface Leak {
  readonly entry: InventoryEntry;
  readonly recognisedBy: RecognisedBy;
  readonly location: Location;
  /** ISO day on which it leaked, where that is known. */
  readonly day?: string;
}

export interface InventoryContext {
  readonly inventory: Inventory;
  readonly uses: readonly PipelineUses[];
  /** References of all pipelines of the scan. */
  readonly references: readonly Reference[];
  /** Whether these are all pipelines of the repository. */
  readonly isComplete: boolean;
  readonly surroundings: Surroundings;
  readonly leaks: readonly Leak[];
  /** What stores say of what they hold; nothing where nobody has asked them. */
  readonly observed: readonly ObservedList[];
  /** Files of the inventory; one at least. */
  readonly units: readonly UnitId[];
  /** What a change does to the inventory, where that is asked for. */
  readonly changes?: InventoryChanges;
  /** The day that dates are held against, `2026-11-23`. */
  readonly asOf: string;
  /** Seconds before its end in which a secret is reported, in place of what the inventory says. */
  readonly warnWithin?: number;
}

/** A rule that holds the inventory against itself, the calendar and the pipelines. */
export interface InventoryRule {
  readonly meta: RuleMeta;
  check(context: InventoryContext): Iterable<PolicyMatch>;
}

/** Everything that a run has to say: what reporters turn into text. */
export interface ScanReport {
  readonly tool: { readonly name: string; readonly version: string };
  /** Rules that ran, of all kinds, in the order of their ids. */
  readonly rules: readonly RuleMeta[];
  /** In the order of path, position and rule. */
  readonly findings: readonly Finding[];
  /** Findings that a comment, the configuration or the baseline accepts, in the same order; they fail no run. */
  readonly suppressed: readonly SuppressedFinding[];
  /** What came of the baseline, where there is one: for whoever writes the next one, and in no format. */
  readonly baseline?: BaselineOutcome;
  readonly problems: readonly Problem[];
  readonly counts: ScanCounts;
  /** Wall time in milliseconds. */
  readonly duration: number;
  /** The level that fails the run. */
  readonly failOn: Severity | "never";
}

export interface ScanCounts {
  readonly files: number;
  readonly bytes: number;
  readonly pipelines: number;
  readonly references: number;
  readonly binary: number;
  readonly links: number;
  readonly special: number;
  /** Files that the configuration leaves out. */
  readonly excluded: number;
}

/** One output format: pure, and the only place that knows it. */
export interface Reporter {
  readonly name: string;
  render(report: ScanReport, options: RenderOptions): Iterable<string>;
}

export interface RenderOptions {
  readonly colors: boolean;
  /** Put before each path so that it opens from where the person stands, such as `../shop/`. */
  readonly pathPrefix: string;
  /** Whether a report for people lists the problems; false where they have been printed beside it. */
  readonly listProblems: boolean;
  /** Columns that a report for people is wrapped to; 100 where absent. */
  readonly width?: number;
  /** When the scan ended, in milliseconds since 1970, for formats that have to say so. */
  readonly endedAt: number;
  /** Told what a format has no room for; the report says so, too. */
  readonly leftOut?: (note: Problem) => void;
}
