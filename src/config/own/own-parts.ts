import type { Allowance, Written } from "../../core/acceptance.ts";
import type { SecretRule } from "../../core/rule.ts";
import type { Problem } from "../../core/source.ts";
import type { Examples } from "../../core/stages.ts";
import type { YamlPath } from "../../documents/yaml-tree.ts";
import type { OwnPolicy } from "../../own-policies/own-policy.ts";

/** Where a rule or policy of a repository's own is written. */
export interface OwnPlace {
  readonly written: Written;
  /** All that it says: equal for the same rule, however it is laid out. */
  readonly content: string;
  /** A problem of it, at a path in what says it. */
  problemAt(path: YamlPath, message: string, hint: string): Problem;
}

/** A rule of a repository's own, ready to run. */
export interface OwnRule extends OwnPlace {
  readonly rule: SecretRule;
  readonly examples: Examples;
}

/** A policy of a repository's own, ready to run. */
export interface PlacedPolicy extends OwnPlace {
  readonly policy: OwnPolicy;
  /** Platforms that it speaks of by name, as patterns, with where. */
  readonly platforms: readonly {
    readonly path: YamlPath;
    readonly name: string;
    readonly fits: (id: string) => boolean;
  }[];
}

/** What a configuration brings beside settings. */
export interface OwnParts {
  readonly rules: readonly OwnRule[];
  readonly policies: readonly PlacedPolicy[];
  /** Accepts what looks like a value in patterns and examples of them. */
  readonly allow: readonly Allowance[];
}
