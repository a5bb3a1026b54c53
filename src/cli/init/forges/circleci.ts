import type { Forge } from "../forge.ts";
import { type Gate, NODE_IMAGE } from "../gate.ts";

function job({ install, sealint }: Gate): string {
  return `  sealint:
    parameters:
      search:
        type: string
    docker:
      - image: ${NODE_IMAGE}
    steps:
      - checkout:
          method: full
${install.map((command) => `      - run: ${command}\n`).join("")}      - run: mkdir -p test-results/sealint
      - run: >-
          ${sealint} scan << parameters.search >> --format text
          --format junit=test-results/sealint/junit.xml
          --format sarif=test-results/sealint.sarif
      - store_test_results:
          path: test-results
      - store_artifacts:
          path: test-results
`;
}

/** CircleCI does not tell what came to the main branch, so all files are searched there. */
const WORKFLOW = `  sealint:
    jobs:
      - sealint:
          name: secrets-of-the-branch
          search: --ci
          filters:
            branches:
              ignore: [main, master]
      - sealint:
          name: secrets-in-all-files
          search: .
          filters:
            branches:
              only: [main, master]
`;

/** https://circleci.com/docs/reference/configuration-reference/ */
export const CIRCLECI: Forge = {
  name: "circleci",
  title: "CircleCI",
  files: [".circleci/config.yml"],
  signs: [".circleci/config.yml", ".circleci"],
  file: (gate) => `# Fails where a branch brings a secret, or a file of the main branch holds one.
version: 2.1
jobs:
${job(gate)}workflows:
${WORKFLOW}`,
  addition: (gate) => `jobs:\n${job(gate)}workflows:\n${WORKFLOW}`,
  where: "Add the job to its `jobs:`, and the workflow to its `workflows:`.",
  afterwards: ["Set the project up on CircleCI, and let the branch rules of your forge require its checks."],
};
