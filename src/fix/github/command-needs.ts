import type { Command } from "../../core/pipeline.ts";
import type { Needs } from "./action-needs.ts";

/** What the words of `gh` do, the first that fits; nothing is said of what is not here. */
const GH: readonly { readonly words: RegExp; readonly needs: Needs }[] = [
  { words: /^release (?:view|list|download)\b/, needs: { contents: "read" } },
  { words: /^release create\b.*--discussion-category/, needs: { contents: "write", discussions: "write" } },
  { words: /^release \w+/, needs: { contents: "write" } },
  // They show how checks went, too.
  {
    words: /^pr (?:view|checks|status)\b/,
    needs: { checks: "read", contents: "read", "pull-requests": "read", statuses: "read" },
  },
  { words: /^pr (?:list|diff|checkout)\b/, needs: { contents: "read", "pull-requests": "read" } },
  { words: /^pr (?:create|merge)\b/, needs: { contents: "write", "pull-requests": "write" } },
  { words: /^pr (?:comment|edit|review|close|reopen|ready)\b/, needs: { "pull-requests": "write" } },
  { words: /^issue (?:view|list|status)\b/, needs: { issues: "read" } },
  { words: /^issue (?:close|comment|create|delete|edit|lock|pin|reopen|unlock|unpin)\b/, needs: { issues: "write" } },
  { words: /^label list\b/, needs: { issues: "read" } },
  { words: /^label \w+/, needs: { issues: "write" } },
  // They show annotations, which belong to checks.
  { words: /^run (?:view|watch)\b/, needs: { actions: "read", checks: "read" } },
  { words: /^(?:run (?:list|download)|workflow (?:view|list)|cache list)\b/, needs: { actions: "read" } },
  { words: /^(?:run|workflow|cache) \w+/, needs: { actions: "write" } },
  { words: /^(?:repo (?:view|clone)|--version|version|auth status)\b/, needs: { contents: "read" } },
];

/** What a command of a script plainly needs of the token; undefined where that cannot be told. */
export function needsOfCommand({ name, words }: Command): Needs | undefined {
  if (name === "gh") {
    const said = words.join(" ");
    return GH.find((one) => one.words.test(said))?.needs;
  }
  if (name === "git") return words.includes("push") ? { contents: "write" } : {};
  if (/^(?:docker|podman|skopeo|oras|helm)$/.test(name) && words.some((word) => /^(?:oci:\/\/)?ghcr\.io/.test(word)))
    return { packages: "write" };
  return {};
}

/** Programs that ask GitHub for the job's identity by themselves, where it has one. */
const ASKS_IDENTITY: Readonly<Record<string, RegExp>> = {
  cosign: /^(?:sign|attest)/,
  npm: /^publish$/,
  pnpm: /^publish$/,
  pulumi: /^(?:up|preview|refresh|destroy)$/,
  terraform: /^(?:apply|destroy|import|init|plan|refresh)$/,
  terragrunt: /^/,
  tofu: /^(?:apply|destroy|import|init|plan|refresh)$/,
  uv: /^publish$/,
  yarn: /^(?:npm|publish)$/,
};

/** Whether a command may prove to others whose job it is: sign, publish without a password, ask a cloud for access. */
export const mayAskIdentity = ({ name, words }: Command): boolean =>
  words.some((word) => ASKS_IDENTITY[name]?.test(word) === true);
