import type { PolicyMatch } from "../../core/stages.ts";
import type { DependabotModel, Registry, Update } from "../../platforms/dependabot/model.ts";
import { definePolicy } from "../define-policy.ts";

/** Updates that run code of the packages they look at, with credentials of registries beside it. */
export const dependabotExternalCode = definePolicy({
  meta: {
    id: "untrusted/dependabot-external-code",
    title: "Dependabot runs code of packages",
    why: "With `insecure-external-code-execution: allow` Dependabot runs what a manifest or a package brings (`setup.py`, a `.gemspec`, a `mix.exs`) to work out versions, and a package that was taken over then reads the credentials of the registries that this update uses. High: a registry of the file is handed to the update. Low: none is, so that only Dependabot's own job is at stake.",
    fix: "Delete `insecure-external-code-execution`, or write `deny`. If versions cannot be worked out without it, give that update registries that hold public packages alone (`registries: []`), and split private ones into an update of their own.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference#insecure-external-code-execution--",
    ],
    practices: ["P5"],
    cwe: [829],
  },
  platforms: ["dependabot"],
  check({ model }) {
    return model.updates.flatMap((update) => matchOf(model, update));
  },
});

function matchOf(model: DependabotModel, update: Update): PolicyMatch[] {
  const { externalCode, ecosystem } = update;
  if (externalCode?.value !== "allow") return [];
  const [given] = givenTo(model, update);
  const what = ecosystem === undefined ? "The update" : `The update of ${ecosystem.value}`;
  return [
    {
      place: externalCode.place,
      severity: given === undefined ? "low" : "high",
      message: `${what} runs code of packages, and ${
        given === undefined
          ? "no registry's credential is given to it"
          : `the registry ${given.name.value} is open to it`
      }.`,
      related: given === undefined ? [] : [{ place: given.name.place, message: "The registry stands here." }],
    },
  ];
}

function givenTo({ registries }: DependabotModel, update: Update): readonly Registry[] {
  const names = new Set(update.registries.map(({ value }) => value));
  return names.has("*") ? registries : registries.filter(({ name }) => names.has(name.value));
}
