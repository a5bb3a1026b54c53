import type { Environment } from "../../git/git-config.ts";
import type { Remedies } from "../ranges/remedies.ts";
import type { BuildEvent } from "./build-event.ts";
import type { Variables } from "./variables.ts";

/** One CI system: how it is recognised, what it tells of a run, and what to do where its clones lack something. */
export interface CiSystem {
  readonly name: string;
  readonly remedies: Remedies;
  isHere(environment: Environment): boolean;
  /** Throws a ScanError where what it should tell is missing or of another form. */
  read(variables: Variables): BuildEvent;
}
