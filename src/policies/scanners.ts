import type { OptionValues, RuleOptions } from "../core/rule-option.ts";
import type { RepositoryPipeline } from "../core/stages.ts";

/** How a repository may name what looks for secrets in it. */
export const SCANNER_OPTIONS = {
  scanners: {
    kind: "names",
    more: "hides",
    says: "Programs, actions, templates and files of yours that look for secrets: a pipeline that names one looks for them.",
    example: ["my-org/scan-secrets*", "ci/secrets.yml"],
  },
} as const satisfies RuleOptions;

/** Whether a pipeline runs something that looks for secrets. */
export const looksForSecrets = (
  pipeline: RepositoryPipeline,
  { scanners }: OptionValues<typeof SCANNER_OPTIONS>,
): boolean => pipeline.scanners.length > 0 || (scanners.length > 0 && pipeline.names(scanners));
