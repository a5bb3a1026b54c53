import type { Reference } from "../../core/pipeline.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import type { Carried } from "../flow/scope.ts";
import type { RunTask } from "./frames.ts";

/** Secrets by the names of the results that hold them. */
export type Results = ReadonlyMap<string, readonly Carried[]>;

/** What is in reach of a part of a file, where secrets may come in from other files. */
export interface TektonReach extends Reach {
  /** Path of the file whose flows are told. */
  readonly home: string;
  /** What its walk gathers. */
  readonly own: Collected;
  /** References that stand in other files. */
  readonly elsewhere: Collected;
  /** Secrets that a task leaves in its results. */
  resultsOf(task: RunTask): Results;
  /** What the steps of this task before have left in their own results, as `step/result`. */
  readonly stepResults: ReadonlyMap<string, readonly Carried[]>;
}

/** The same at another place, which may lie in another file. */
export const reachAt = (reach: TektonReach, site: Site): TektonReach => ({
  ...reach,
  site,
  collected: site.file === reach.home ? reach.own : reach.elsewhere,
});

/** A secret as another walk found it, for this one: the same use of the same secret is one reference. */
export function arrivedFrom(reach: TektonReach, { reference, ...rest }: Carried): Carried {
  const { secret, place, via, boundTo, builtIn, computed, platform: _, ...site } = reference;
  const use = { secret, place, via, ...defined({ boundTo, builtIn, computed }) };
  return { ...rest, reference: arriving(reachAt(reach, site), use).reference };
}

type Optional = Pick<Reference, "boundTo" | "builtIn" | "computed">;

const defined = ({
  boundTo,
  builtIn,
  computed,
}: { readonly [Key in keyof Optional]: Optional[Key] | undefined }): Optional => ({
  ...(boundTo !== undefined && { boundTo }),
  ...(builtIn !== undefined && { builtIn }),
  ...(computed !== undefined && { computed }),
});
