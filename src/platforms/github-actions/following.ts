import type { Gap } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Siblings } from "../../core/stages.ts";
import type { Collected } from "../flow/collected.ts";
import type { Carried, Held } from "../flow/scope.ts";
import { type Contexts, contextsOf } from "./contexts.ts";
import type { GithubActionsModel } from "./model.ts";

/** What a file is given by those that use it. */
export interface Given {
  /** `inputs.…`, and `secrets.…` of a workflow that is called. */
  readonly contexts: Held;
  /** Variables that an action finds around it. */
  readonly environment: Held;
}

/** A use of another file of the repository, with what it is given. */
export interface Call extends Given {
  readonly callee: string;
  readonly job?: string;
}

/** What a walk leaves behind for whoever uses the file. */
export interface Left {
  /** By an output's name in lower case. */
  readonly outputs: Contexts;
  /** Variables that it has set for all later steps of the job. */
  readonly written: Held;
}

/** What the parts of one walk share. */
export interface Following {
  readonly model: GithubActionsModel;
  readonly collected: Collected;
  readonly siblings: Siblings<GithubActionsModel> | undefined;
  readonly calls: Call[];
  readonly gaps: Gap[];
  /** Files that are being walked, against endless calls. */
  readonly entered: readonly string[];
  /** Files that may still be walked for what they leave behind. */
  readonly budget: { left: number };
  /** Places where something was written for later steps: what is read again has been told there. */
  readonly writes: Set<Place>;
  /** Walks another file and gives what it leaves behind. */
  enter(callee: GithubActionsModel, given: Given): Left;
}

/** Files in files that are followed; GitHub allows ten. */
export const MAX_DEPTH = 10;

/** Files that one walk may go through in all. */
export const MAX_FILES = 2000;

export const NOTHING_GIVEN: Given = { contexts: new Map(), environment: new Map() };

/** Inputs of a call as the called file sees them: with the places on the way to them. */
export function handed(
  held: Held,
  context: "inputs" | "secrets",
  placeOf: (name: string) => Place | undefined,
): Contexts {
  const arrived = [...held].map(([name, carried]) => [name, arriving(carried, placeOf(name))] as const);
  return contextsOf(context, new Map(arrived));
}

/** A reference that stands in the value itself needs no second place for it. */
function arriving(carried: readonly Carried[], place: Place | undefined): readonly Carried[] {
  if (place === undefined) return carried;
  return carried.map((secret) =>
    isWithin(secret.reference.place, place) ? secret : { ...secret, path: [...secret.path, place] },
  );
}

export const isWithin = ({ unit, span }: Place, outer: Place): boolean =>
  unit === outer.unit && outer.span.start <= span.start && span.end <= outer.span.end;
