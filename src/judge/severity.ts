import type { FileKind } from "../core/judgement.ts";
import type { Severity } from "../core/levels.ts";
import type { SecretRule } from "../core/rule.ts";
import { fileKindOf } from "./file-kind.ts";

const REHEARSED: ReadonlySet<FileKind> = new Set(["test", "example", "docs"]);

/**
 * How bad a leak is where it lies. A password in a test, an example or documentation is mostly made up: it is reported, and
 * fails no gate by itself. A token with a form of its own is real until the opposite is shown, wherever it lies.
 */
export function severityAt({ severity, distinctive }: SecretRule, path: string): Severity {
  return !distinctive && REHEARSED.has(fileKindOf(path)) ? "low" : severity;
}
