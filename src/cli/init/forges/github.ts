import type { Forge } from "../forge.ts";
import type { Gate } from "../gate.ts";

/** Commits of releases, as `git ls-remote` tells them (November 2026). */
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
const SETUP_NODE = "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0";
const UPLOAD_SARIF = "github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2";

function job({ install, sealint }: Gate): string {
  return `  sealint:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      # For code scanning; \`actions\` in private repositories only.
      security-events: write
      actions: read
    steps:
      - uses: ${CHECKOUT}
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 24
${install.map((command) => `      - run: ${command}\n`).join("")}      - name: Secrets that this run brings
        if: github.event_name != 'schedule'
        run: ${sealint} scan --ci
      - name: Secrets in all files
        if: github.event_name == 'schedule'
        run: ${sealint} scan
      # The gate is above. What follows shows on the page of code scanning what all files hold; where that is not
      # switched on, or a fork's token may not write there, it fails and nothing else does.
      - name: Report for code scanning
        if: \${{ !cancelled() }}
        run: ${sealint} scan --fail-on never --format sarif=sealint.sarif
      - name: Upload it
        if: \${{ !cancelled() }}
        continue-on-error: true
        uses: ${UPLOAD_SARIF}
        with:
          sarif_file: sealint.sarif
          category: sealint
`;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
export const GITHUB: Forge = {
  name: "github",
  title: "GitHub Actions",
  files: [".github/workflows/sealint.yml", ".github/workflows/sealint.yaml"],
  signs: [".github/workflows"],
  weakSigns: [".github"],
  host: /^(?:.+\.)?github\.com$|^github\.|\.ghe\.com$/,
  file: (gate) => `# Fails where a run brings a secret into the repository, and once a week where any file holds one.
name: sealint
on:
  push:
  pull_request:
  merge_group:
  schedule:
    - cron: "17 4 * * 1"
permissions: {}
jobs:
${job(gate)}`,
  addition: job,
  where: "Add this job to it, below `jobs:`.",
  afterwards: [
    "In the settings of the repository, let the branch rules require the check `sealint`, so that nothing is merged without it.",
  ],
};
