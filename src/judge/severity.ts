import type { FileKind } from "../core/judgement.ts";
import type { Severity } from "../core/levels.ts";
import type { SecretRule } from "../core/rule.ts";
import { fileKindOf } from "./file-kind.ts";

const REHEARSED: ReadonlySet<FileKind> = new Set(["test", "example", "docs"]);

/**
 * How bad a leak is where it lies. A password or a private key in a test, an example or documentation is mostly made up,
 * and its rule may say so; a provider's token is real until the opposite is shown, wherever it lies.
 */
export function severityAt({ severity, severityInTests = severity }: SecretRule, path: string): Severity {
  return REHEARSED.has(fileKindOf(path)) ? severityInTests : severity;
}
