import type { Forge } from "../forge.ts";
import type { Gate } from "../gate.ts";

function step({ install, sealint }: Gate, label: string, condition: string, search: string): string {
  return `  - label: ${label}
    if: ${condition}
    commands:
${install.map((command) => `      - ${command}\n`).join("")}      - ${sealint} scan${search} --format text --format sarif=sealint.sarif --format junit=sealint-junit.xml
    artifact_paths:
      - sealint.sarif
      - sealint-junit.xml
`;
}

/** What a push came after is not told, so all files are searched where there is no pull request. */
function steps(gate: Gate): string {
  const request = step(gate, "Secrets that the pull request brings", "build.pull_request.id != null", " --ci");
  return `${request}${step(gate, "Secrets in all files", "build.pull_request.id == null", "")}`;
}

/** https://buildkite.com/docs/pipelines/configure/step-types/command-step */
export const BUILDKITE: Forge = {
  name: "buildkite",
  title: "Buildkite",
  files: [".buildkite/pipeline.yml", ".buildkite/pipeline.yaml"],
  signs: [".buildkite"],
  file: (
    gate,
  ) => `# Fails where a pull request brings a secret, or a file of another branch holds one. Agents need Node 22.18 or newer,
# and no \`--depth\` in their clone and fetch flags.
steps:
${steps(gate)}`,
  addition: steps,
  where: "Add these steps to it, below `steps:`. Agents need Node 22.18 or newer.",
  afterwards: ["Let the pipeline upload that file, and the branch rules of your forge require its checks."],
};
