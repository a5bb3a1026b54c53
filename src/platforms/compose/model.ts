import type { Gap } from "../../core/pipeline.ts";
import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";

/** A Compose file: the containers that a pipeline, or a person, starts together. */
export interface ComposeModel {
  readonly kind: "compose";
  readonly unit: UnitId;
  readonly path: string;
  readonly services: readonly Service[];
  /** Variables from around that secrets take their values from, by the names of the secrets. */
  readonly secretVariables: readonly { readonly name: string; readonly variable: Scalar }[];
  /** What configurations that are mounted hold, where that is not a file, by their names. */
  readonly configs: readonly { readonly name: string; readonly value: Scalar; readonly isVariable: boolean }[];
  /** Files and repositories that are read with it. */
  readonly includes: readonly Scalar[];
  /** Services of the main file that this one is laid over, where it is known. */
  readonly laidOver?: readonly Service[];
  readonly gaps?: readonly Gap[];
}

/** The service that another one starts from: of the same file, or of one whose path is written from its folder. */
export interface Extended {
  readonly file?: Scalar;
  readonly service: Scalar;
}

export interface Service {
  readonly name: Scalar;
  readonly place: Place;
  readonly image?: Scalar;
  readonly environment: readonly Variable[];
  readonly envFiles: readonly EnvFile[];
  /** Variables that those files bring, as far as the scan has them; its own `environment` goes before. */
  readonly fromFiles?: readonly FileVariable[];
  readonly extends?: Extended;
  /** Variables that it takes over from other services, which tell of their values themselves. */
  readonly inherited?: readonly Variable[];
  /** Names of secrets that are mounted into the container. */
  readonly secrets: readonly Scalar[];
  /** Names of configurations that are mounted into it. */
  readonly configs: readonly Scalar[];
  readonly buildArguments: readonly Variable[];
  readonly buildSecrets: readonly Scalar[];
  readonly entrypoint?: Words;
  readonly command?: Words;
  readonly healthcheck?: Words;
  /** Where it says that it has the rights of its machine. */
  readonly hostRights: readonly Scalar[];
}

/** A command as a list of words, or as one text. */
export interface Words {
  readonly words: readonly Scalar[];
  readonly isText: boolean;
}

/** A variable: `NAME=value` in one scalar, two of them, or its name alone, which takes it from around. */
export interface Variable {
  readonly name: string;
  readonly place: Place;
  readonly value?: { readonly scalar: Scalar; readonly from: number };
}

/** A file of variables that a service is given. */
export interface EnvFile {
  readonly path: Scalar;
  /** Whether it is taken as written: `format: raw`. */
  readonly raw: boolean;
}

/** A variable out of such a file; it stands where the service names the file. */
export interface FileVariable {
  readonly name: string;
  readonly place: Place;
  /** Its value, which nothing shows; absent where it is taken from around. */
  readonly value?: string;
  /** Variables from around that are filled into the value. */
  readonly filled: readonly string[];
}
