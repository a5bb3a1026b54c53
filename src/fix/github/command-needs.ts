import type { Command } from "../../core/pipeline.ts";
import type { Needs } from "./action-needs.ts";

/** What the words of `gh` do, the first that fits; nothing is said of what is not here. */
const GH: readonly { readonly words: RegExp; readonly needs: Needs }[] = [
  { words: /^release (?:view|list|download)\b/, needs: { contents: "read" } },
  { words: /^release \w+/, needs: { contents: "write" } },
  { words: /^pr (?:view|list|diff|checkout|checks|status)\b/, needs: { contents: "read", "pull-requests": "read" } },
  { words: /^pr (?:create|merge)\b/, needs: { contents: "write", "pull-requests": "write" } },
  { words: /^pr (?:comment|edit|review|close|reopen|ready)\b/, needs: { "pull-requests": "write" } },
  { words: /^issue (?:view|list|status)\b/, needs: { issues: "read" } },
  { words: /^issue \w+/, needs: { issues: "write" } },
  { words: /^label \w+/, needs: { issues: "write" } },
  { words: /^(?:run|workflow) (?:view|list|watch|download)\b/, needs: { actions: "read" } },
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
  if (/^(?:docker|podman|skopeo|oras|helm)$/.test(name) && words.some((word) => word.startsWith("ghcr.io")))
    return { packages: "write" };
  return {};
}
