import { stringify } from "yaml";
import { ACTION_INPUTS, ACTION_OUTPUTS } from "../src/cli/action/inputs.ts";

/** `action.yml`: what GitHub reads of the Action. */
export function renderActionYml(): string {
  const inputs = ACTION_INPUTS.map(({ name, text, default: initial }) => [
    name,
    { description: text, required: false, ...(initial === undefined ? {} : { default: initial }) },
  ]);
  const outputs = Object.entries(ACTION_OUTPUTS).map(([name, description]) => [name, { description }]);
  const text = stringify(
    {
      name: "sealint",
      description: "Finds leaked secrets and mishandled ones in pipelines, and fails the check.",
      author: "sealint",
      branding: { icon: "lock", color: "blue" },
      inputs: Object.fromEntries(inputs),
      outputs: Object.fromEntries(outputs),
      runs: { using: "node24", main: "dist/action.cjs" },
    },
    { lineWidth: 120 },
  );
  return `# Written by scripts/write-docs.ts from src/cli/action/inputs.ts. Change that table, not this file.\n${text}`;
}
