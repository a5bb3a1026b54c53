import type { Edit } from "../../core/finding.ts";
import { asMapping, entryOf, valueOf } from "../../platforms/document/access.ts";
import type { Mapping } from "../../platforms/document/tree.ts";
import type { Refusal } from "../contract.ts";
import { addItem, addUnder } from "../yaml/add-entry.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import { NOT_IN_LINES } from "./written-value.ts";

/** A script whose value is to come as a variable. */
export interface ScriptPlace {
  readonly yaml: YamlText;
  /** The map that has the script. */
  readonly owner: Mapping;
  readonly key: string;
}

/** How a platform hands one of its secrets to a script. */
export interface Binding {
  /** Keys of scripts. */
  readonly keys: readonly string[];
  /** How a script writes a dollar that its shell is to see. */
  readonly dollar: string;
  /** Where the secret has to be made, as in "Takes NAME from …". */
  readonly where: string;
  /** What is said of the secret's name in the platform's store. */
  readonly secretOf: (name: string) => string;
  /** The key of the script's own variables; undefined where they come by themselves. */
  readonly variables?: string;
  bind(place: ScriptPlace, name: string): readonly Edit[] | Refusal;
}

const same = (name: string): string => name;

const oneOf = (edited: Edit | undefined): readonly Edit[] | Refusal => (edited === undefined ? NOT_IN_LINES : [edited]);

/** `NAME: value` in a map of the step, above its script. */
const inMap =
  (variables: string, valueFor: (name: string) => string): Binding["bind"] =>
  ({ yaml, owner, key }, name) =>
    oneOf(addUnder(yaml, owner, variables, { name, value: valueFor(name) }, { above: key }));

const byItself: Binding["bind"] = () => [];

const dashed = (name: string): string => name.toLowerCase().replaceAll("_", "-");

const CONTAINER_STEPS: Binding = {
  keys: ["commands"],
  // `${NAME}` is filled in before the step runs.
  dollar: "$$",
  where: "the secrets of the repository",
  secretOf: (name) => name.toLowerCase(),
  variables: "environment",
  bind: inMap("environment", (name) => `{ from_secret: ${name.toLowerCase()} }`),
};

/** By platform. */
export const BINDINGS: Readonly<Record<string, Binding>> = {
  "azure-pipelines": {
    keys: ["script", "bash", "pwsh", "powershell"],
    dollar: "$",
    where: "the secret variables of the pipeline",
    secretOf: same,
    variables: "env",
    bind: ({ yaml, owner, key }, name) =>
      oneOf(addUnder(yaml, owner, "env", { name, value: `$(${name})` }, { below: key })),
  },
  "bitbucket-pipelines": {
    keys: ["script", "after-script"],
    dollar: "$",
    where: "the secured variables of the repository",
    secretOf: same,
    bind: byItself,
  },
  buildkite: {
    keys: ["command", "commands"],
    // The upload fills `$NAME` in.
    dollar: "$$",
    where: "the secrets of the cluster",
    secretOf: same,
    bind({ yaml, owner, key }, name) {
      const there = entryOf(owner, "secrets")?.value;
      return oneOf(
        there?.kind === "map"
          ? addUnder(yaml, owner, "secrets", { name, value: name }, { above: key })
          : addItem(yaml, owner, "secrets", [name], { above: key }),
      );
    },
  },
  circleci: {
    keys: ["command", "run"],
    dollar: "$",
    where: "a context or the project's variables, which come by themselves",
    secretOf: same,
    bind: byItself,
  },
  codebuild: {
    keys: ["commands", "finally"],
    dollar: "$",
    where: "AWS Secrets Manager, which the build's role has to be allowed to read",
    secretOf: same,
    bind({ yaml }, name) {
      const env = asMapping(valueOf(yaml.root, "env"));
      if (env === undefined) return { refused: "the file has no `env` that could name the secret; add one" };
      const [first] = env.entries;
      const beside = { below: first?.key.value ?? "" };
      return oneOf(addUnder(yaml, env, "secrets-manager", { name, value: name }, beside));
    },
  },
  drone: CONTAINER_STEPS,
  "github-actions": {
    keys: ["run"],
    dollar: "$",
    where: "the secrets of the repository",
    secretOf: same,
    variables: "env",
    bind: inMap("env", (name) => `\${{ secrets.${name} }}`),
  },
  "gitlab-ci": {
    keys: ["script", "before_script", "after_script"],
    dollar: "$",
    where: "the variables of the project, which come by themselves",
    secretOf: same,
    bind: byItself,
  },
  tekton: {
    keys: ["script"],
    dollar: "$",
    where: "a Secret of the namespace",
    secretOf: dashed,
    bind({ yaml, owner, key }, name) {
      const from = ["valueFrom:", "  secretKeyRef:", `    name: ${dashed(name)}`, `    key: ${name}`];
      return oneOf(addItem(yaml, owner, "env", [`name: ${name}`, ...from], { above: key }));
    },
  },
  woodpecker: CONTAINER_STEPS,
};
