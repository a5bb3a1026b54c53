import type { Forge } from "../forge.ts";
import { type Gate, NODE_IMAGE } from "../gate.ts";

function step({ install, sealint }: Gate, name: string, search: string): string {
  return `      - step:
          name: ${name}
          image: ${NODE_IMAGE}
          clone:
            depth: full
          script:
${install.map((command) => `            - ${command}\n`).join("")}            - mkdir -p test-results
            - ${sealint} scan${search} --format text --format junit=test-results/sealint.xml
`;
}

/** Where a branch comes from is told for pull requests only, so all files are searched elsewhere. */
function pipelines(gate: Gate): string {
  return `  pull-requests:
    "**":
${step(gate, "Secrets that the pull request brings", " --ci")}  branches:
    "{main,master}":
${step(gate, "Secrets in all files", "")}`;
}

/** https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/ */
export const BITBUCKET: Forge = {
  name: "bitbucket",
  title: "Bitbucket Pipelines",
  files: ["bitbucket-pipelines.yml"],
  signs: ["bitbucket-pipelines.yml"],
  host: /^(?:.+\.)?bitbucket\.org$/,
  file: (gate) => `# Fails where a pull request brings a secret, or a file of the main branch holds one.
pipelines:
${pipelines(gate)}`,
  addition: pipelines,
  where: "Add these steps to it, below `pipelines:`.",
  afterwards: ["Turn Pipelines on in the settings of the repository, and let the branch restrictions ask for a build."],
};
