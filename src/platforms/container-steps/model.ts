import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** A file of pipelines whose steps are containers each, as Drone and Woodpecker have them. */
export interface ContainerFile<Kind extends string> {
  readonly kind: Kind;
  readonly unit: UnitId;
  readonly path: string;
  readonly pipelines: readonly ContainerPipeline[];
}

export interface ContainerPipeline {
  readonly name?: Scalar;
  readonly place: Place;
  /** Where its steps run, if the file says so: `docker`, `exec`, `ssh`, `local`. */
  readonly runner?: Scalar;
  readonly environment: readonly Given[];
  readonly conditions: readonly Filter[];
  readonly steps: readonly ContainerStep[];
  readonly services: readonly ContainerStep[];
  /** Names of volumes that are a folder or socket of the machine, with its path. */
  readonly hostVolumes: readonly { readonly name: string; readonly path: Scalar }[];
  /** Secrets that open the registries of its images. */
  readonly pullSecrets: readonly Scalar[];
}

/** A variable or setting with its value, or with the secret that gives it. */
export interface Given {
  readonly name: Scalar;
  /** Names from the outside in, with dots; of a list each item has the name of the list. */
  readonly path: string;
  readonly value?: Scalar;
  readonly secret?: Scalar;
}

/** An entry of a step's `secrets`: a stored secret and the variable that takes it. */
export interface ListedSecret {
  readonly secret: Scalar;
  readonly variable: string;
}

export interface ContainerStep {
  readonly name?: Scalar;
  readonly place: Place;
  readonly image?: Scalar;
  readonly commands: readonly Scalar[];
  readonly environment: readonly Given[];
  readonly settings: readonly Given[];
  readonly secrets: readonly ListedSecret[];
  /** Where it is given the rights of its host. */
  readonly privileged?: Scalar;
  /** `HOST:CONTAINER`, or names of the pipeline's volumes. */
  readonly volumes: readonly Scalar[];
  /** `failure: ignore`. */
  readonly failure?: Scalar;
  /** One of them has to hold; none where it always runs. */
  readonly conditions: readonly Filter[];
}

/** One `trigger` or `when`: all of its parts have to hold. */
export interface Filter {
  readonly events?: Names;
  readonly branches?: Names;
  readonly targets?: Names;
  /** `evaluate`: an expression. */
  readonly expression?: Scalar;
  /** Whether it asks for something else, too: files, a ref, a machine. */
  readonly isNarrowed: boolean;
}

/** What a part of a filter lets in and keeps out. */
export interface Names {
  readonly include: readonly Scalar[];
  readonly exclude: readonly Scalar[];
}
