import type { ForeignMarker } from "../core/acceptance.ts";

/** How a comment of another tool looks, and which line it is about. */
export interface ForeignSyntax {
  readonly tool: ForeignMarker;
  /** Bytes that every such comment contains. */
  readonly literal: string;
  /** Held against the line from the literal on. */
  readonly pattern: RegExp;
  /** True where it is about the line below, wherever it stands. */
  readonly nextLine: boolean;
}

/** The comments of other tools, as their documentation has them. */
export const FOREIGN_SYNTAX: readonly ForeignSyntax[] = [
  { tool: "gitleaks", literal: "gitleaks:allow", pattern: /^gitleaks:allow\b/, nextLine: false },
  { tool: "betterleaks", literal: "betterleaks:allow", pattern: /^betterleaks:allow\b/, nextLine: false },
  {
    tool: "detect-secrets",
    literal: "pragma: allowlist secret",
    pattern: /^pragma: allowlist secret\b/,
    nextLine: false,
  },
  {
    tool: "detect-secrets",
    literal: "pragma: allowlist nextline secret",
    pattern: /^pragma: allowlist nextline secret\b/,
    nextLine: true,
  },
  { tool: "kingfisher", literal: "kingfisher:ignore", pattern: /^kingfisher:ignore\b/, nextLine: false },
  { tool: "secretlint", literal: "secretlint-disable-line", pattern: /^secretlint-disable-line\b/, nextLine: false },
  {
    tool: "secretlint",
    literal: "secretlint-disable-next-line",
    pattern: /^secretlint-disable-next-line\b/,
    nextLine: true,
  },
  { tool: "zizmor", literal: "zizmor: ignore", pattern: /^zizmor: ignore\[/, nextLine: false },
  { tool: "checkov", literal: "checkov:skip", pattern: /^checkov:skip=/, nextLine: false },
];
