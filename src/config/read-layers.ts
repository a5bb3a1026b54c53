import { ConfigError } from "../core/config-error.ts";
import type { Problem } from "../core/source.ts";
import type { DocumentKind } from "../documents/document-kind.ts";
import { readYaml } from "../documents/read-yaml.ts";
import { schemaProblems } from "../documents/schema-problems.ts";
import { toPlain } from "../documents/yaml-tree.ts";
import { resolveExtended } from "./extended-file.ts";
import type { FileAccess } from "./file-access.ts";
import { type ConfigDocument, type Layer, problemAt, problemOf } from "./layer.ts";
import { RULE_HINTS } from "./own/kinds.ts";
import { readDocument, realPath, shownPath } from "./read-document.ts";
import { configSchema } from "./schema.ts";

const CONFIG: DocumentKind = {
  schema: configSchema,
  name: "the configuration",
  hints: {
    ...RULE_HINTS,
    "": "Begin it with `version: 1`; `sealint init` writes one to start from.",
    version: "Write `version: 1`, the only version that there is.",
    reason: "Say in words why this is acceptable.",
    rules: "Write a rule a line, such as `logs/secret-echo: { severity: low, reason: … }`.",
    "rules.*": "Write settings, such as `{ severity: off, reason: … }`.",
    exclude: "Write items such as `- { path: fixtures/, reason: … }`.",
    ruleFiles: "Write paths such as `- .sealint/rules/*.yaml`.",
    ownRules: "Write rules as items, each with `id`, `title`, a pattern and `examples`.",
    policies: "Write policies as items, each with `id`, `title`, and `forbid` or `require`.",
    forbid: "Write what is a finding, such as `{ secret: PROD_*, trigger: pull_request }`.",
    require: "Write what has to hold, such as `{ environment: production }`.",
    secret: "Write a name, such as `PROD_*`, or a list of names.",
    trigger: "Write an event, such as `pull_request`, or a list of them.",
    environment: "Write a name, such as `production`, or a list of names.",
    job: "Write a name, such as `deploy-*`, or a list of names.",
    file: "Write a path from the root, or a list of them.",
    kind: "Write one or a list of `action`, `image`, `host`, `log`, `artefact`, `cache`, `output`, `argv`, `file`, `layer`, `callee`.",
    via: "Write one or a list of `env`, `input`, `script`, `expression`, `context`, `mount`.",
    allow:
      "Write items such as `- { rule: jwt/signed-token, path: docs/, reason: … }`; below a rule, names such as `[my-org/**]`.",
    unread: "Write items such as `- { path: templates/ci.yml, reason: … }`.",
  },
};

/** A file on the way to the one that is being read, the first one first. */
type Chain = readonly ConfigDocument[];

/**
 * Reads a configuration and all that it extends, what is extended first. Throws a ConfigError with everything that is
 * wrong in any of the files.
 */
export function readLayers(file: string, root: string, files: FileAccess): readonly Layer[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (at: string, chain: Chain, missing: (what: string) => Problem): Layer[] => {
    const document = readDocument(at, root, files);
    if (typeof document === "string") {
      problems.push(missing(document));
      return [];
    }
    if (done.has(document.file)) return [];
    done.add(document.file);
    const read = readLayer(document);
    problems.push(...read.problems);
    const { layer } = read;
    if (layer === undefined) return [];
    const here = [...chain, document];
    const extended = (layer.data.extends ?? []).flatMap((name, index) => {
      const fault = (message: string, hint: string): Problem => problemOf(layer, ["extends", index], message, hint);
      const found = resolveExtended(name, document.file, root, files);
      if ("message" in found) {
        problems.push(fault(found.message, found.hint));
        return [];
      }
      const circle = here.findIndex((one) => one.file === realPath(found.file, files));
      if (circle !== -1) {
        const way = [...here.slice(circle), here[circle]].map((one) => one?.path).join(" → ");
        problems.push(fault(`leads round in a circle: ${way}`, "Remove one of the `extends` on this way."));
        return [];
      }
      return visit(found.file, here, (what) => fault(`leads to a file that cannot be read: ${what}`, found.hint));
    });
    return [...extended, layer];
  };
  const layers = visit(file, [], (what) => unreadable(shownPath(file, root), what));
  if (problems.length > 0) throw new ConfigError(problems, root);
  return layers;
}

function readLayer(document: ConfigDocument): { readonly layer?: Layer; readonly problems: readonly Problem[] } {
  const { root, problems: unread } = readYaml(document.bytes);
  const broken = unread.map((problem) => problemAt(document, problem));
  if (root === undefined) {
    const empty = { span: { start: 0, end: 0 }, message: "the configuration is empty", hint: CONFIG.hints[""] ?? "" };
    return { problems: broken.length > 0 ? broken : [problemAt(document, empty)] };
  }
  const checked = configSchema.safeParse(toPlain(root));
  const faults = checked.success ? [] : schemaProblems(checked.error.issues, root, CONFIG);
  const problems = [...broken, ...faults.map(({ problem }) => problemAt(document, problem))];
  return { problems, ...(checked.success ? { layer: { document, root, data: checked.data } } : {}) };
}

function unreadable(path: string, what: string): Problem {
  const message = `the configuration cannot be read: ${what}`;
  return { level: "error", code: "broken-config", subject: path, message, hint: "Name a file that can be read." };
}
