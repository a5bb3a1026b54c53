import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";
import type { Call, Closure, Definition, Node } from "./groovy/nodes.ts";

/** A file of Jenkins: a pipeline, declarative or scripted, or a step of a shared library. */
export interface JenkinsModel {
  readonly kind: "jenkins";
  readonly unit: UnitId;
  readonly path: string;
  /** The whole file. */
  readonly statements: readonly Node[];
  readonly libraries: readonly Library[];
  readonly parameters: readonly BuildParameter[];
  /** What starts it besides a push and a person, as far as the file says. */
  readonly triggers: readonly TriggerSetting[];
  /** In the order of the file, at any depth; a stage of stages stands before them. */
  readonly stages: readonly Stage[];
  readonly functions: readonly Definition[];
  /** Steps of the repository's own `vars/` that it calls, with what these call; absent where nobody has looked for them. */
  readonly library?: Vars;
  /** How long artefacts or whole builds are kept: `buildDiscarder(logRotator(daysToKeepStr: '14'))`. */
  readonly kept?: Scalar;
}

/** Functions of a library's files, as they are called (`deploy`, `utils.deploy`, and by their bare names among themselves), and its stages. */
export interface Vars {
  readonly functions: readonly { readonly name: string; readonly definition: Definition }[];
  readonly stages: readonly Stage[];
}

/** A shared library: `@Library('name@version')`. */
export interface Library {
  readonly name: string;
  /** Empty where Jenkins' settings say. */
  readonly version: string;
  readonly place: Place;
}

export interface BuildParameter {
  /** `string`, `text`, `password`, `choice`, `booleanParam`, `credentials` …. */
  readonly type: string;
  readonly name: Scalar;
  readonly default?: Scalar;
}

export interface TriggerSetting {
  readonly event: "schedule" | "change_request" | "upstream" | "webhook" | "comment";
  readonly place: Place;
}

export interface Stage {
  readonly call: Call;
  readonly name: string;
  readonly place: Place;
  readonly body: Closure;
  readonly parent?: Stage;
  /** Whether stages stand in it. */
  readonly isGroup: boolean;
  readonly when: When;
  /** Whether a person has to let it go on: its own `input`, or that of a stage around it. */
  readonly isApproved: boolean;
}

/** What a stage's `when` says of the branches and requests that it runs for, with what those around it say. */
export interface When {
  /** It asks for requests to merge: `changeRequest()`. */
  readonly asksForRequests: boolean;
  /** It leaves requests out: only for some branches, or for tags. */
  readonly isWithoutRequests: boolean;
  /** It names branches or tags. */
  readonly namesBranch: boolean;
}
