import type { Siblings } from "../../core/stages.ts";
import { remembered } from "../../platforms/flow/remembered.ts";
import { readUses } from "../../platforms/github-actions/uses.ts";
import { type Attempt, type PipelineScene, pipelineFix, type Repository } from "../contract.ts";
import { edit } from "../edit.ts";
import type { YamlText } from "../yaml/yaml-text.ts";

/** Pins an action to the commit that the repository itself has for that version. */
export const pinnedAction = pipelineFix<{ readonly path: string }>({
  rules: ["unpinned/unpinned-action-with-secret", "unpinned/unpinned-github-action"],
  platforms: ["github-actions"],
  does: "Pins the action to the commit that a lock file, or another use of it at the same version, has for it; nothing is asked of the network.",
  mend(scene) {
    const { match, yaml } = scene;
    const { start, end } = match.place.span;
    const { kind, name, version } = readUses(yaml.written(start, end));
    if (kind === "image") return pinnedTo(scene, name, version);
    if (kind !== "repository" || version === "") return { refused: "it names no version" };
    const commits = commitsFor(name, version, scene);
    const [commit, other] = commits;
    if (commit === undefined) return { refused: "nothing in the repository says which commit that version is" };
    if (other !== undefined) return { refused: `the repository has two commits for ${version} of ${name}` };
    const said = /^["']?[ \t]*#/.test(yaml.text.slice(end)) ? "" : ` # ${version}`;
    const close = /^["']/.exec(yaml.text.slice(end))?.[0] ?? "";
    const insert = `${name}@${commit}${close}${said}`;
    // What stands behind on the line has to be a comment, or nothing.
    if (!/^["']?[ \t]*(?:#|\r?$)/m.test(yaml.text.slice(end, yaml.nextLine(end)).replace(/\r?\n$/, "")))
      return { refused: "something else stands on its line" };
    return {
      does: `Pins ${name} to the commit of ${version}.`,
      edits: [edit(yaml.unit, start, end + close.length, insert)],
    };
  },
});

/** Pins an image to the digest that another use of it has. */
export const pinnedImage = pipelineFix<{ readonly path: string }>({
  rules: ["unpinned/unpinned-image-with-secret"],
  platforms: ["azure-pipelines", "circleci", "github-actions", "gitlab-ci"],
  does: "Pins the image to the digest that another use of it with the same tag has.",
  mend(scene) {
    const { match, yaml } = scene;
    const written = yaml.written(match.place.span.start, match.place.span.end);
    const [, name = "", tag = ""] = /^(?:docker:\/\/)?([^\s:@$<{]+(?::\d+\/[^\s:@]+)?):([\w.-]+)$/.exec(written) ?? [];
    if (name === "") return { refused: "the image is not written with a name and a tag" };
    return pinnedTo(scene, name, tag);
  },
});

function pinnedTo(scene: PipelineScene<{ readonly path: string }>, name: string, tag: string): Attempt {
  const { match, yaml } = scene;
  const [digest, other] = allFixedFor(`${name}:${tag}`, scene);
  if (digest === undefined) return { refused: "nothing in the repository says which digest that tag has" };
  if (other !== undefined) return { refused: `the repository has two digests for ${name}:${tag}` };
  const { end } = match.place.span;
  return { does: `Pins ${name} to the digest of ${tag}.`, edits: [edit(yaml.unit, end, end, `@${digest}`)] };
}

const DIGEST = /(?<![\w./:-])(?<what>[\w.-]+(?::\d+)?(?:\/[\w.-]+)*:[\w.-]+)@(?<fixed>sha256:[0-9a-f]{64})/g;

const USE =
  /\buses:[ \t]*["']?(?<name>[\w.-]+\/[\w.-]+)(?:\/[\w./-]+)?@(?<fixed>[0-9a-f]{40})["']?[ \t]+#[ \t]*(?:tag=|pin@)?(?<version>[\w./-]+)/gi;

/** What of a file is fixed, by `name:tag` and, in lower case, `owner/name@version`. */
const fixedIn = remembered(({ text }: YamlText): readonly (readonly [what: string, fixed: string])[] => [
  ...Array.from(text.matchAll(DIGEST), ({ groups }) => [groups?.["what"] ?? "", groups?.["fixed"] ?? ""] as const),
  ...Array.from(text.matchAll(USE), ({ groups }) => {
    const { name = "", version = "", fixed = "" } = groups ?? {};
    return [`${name}@${version}`.toLowerCase(), fixed.toLowerCase()] as const;
  }),
]);

/** What the files of a repository have for an image or an action; its lock files are not among them. */
const allFixedFor = (what: string, scene: PipelineScene<{ readonly path: string }>): readonly string[] => [
  ...new Set(
    [...yamlsOf(scene)].flatMap((yaml) => fixedIn(yaml).flatMap(([one, fixed]) => (one === what ? [fixed] : []))),
  ),
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Commits that the repository has for a version of an action, or of another action of the same repository. */
function commitsFor(name: string, version: string, scene: PipelineScene<{ readonly path: string }>): readonly string[] {
  const repository = name.split("/").slice(0, 2).join("/");
  const locked = new RegExp(
    String.raw`"${escaped(repository)}(?:/[\w./-]+)?@${escaped(version)}"\s*:\s*\{[^{}]*"sha"\s*:\s*"([0-9a-f]{40})"`,
    "gi",
  );
  const inLocks = [...scene.repository.lockFiles().values()].flatMap((text) => [...text.matchAll(locked)]);
  const inUses = allFixedFor(`${repository}@${version}`.toLowerCase(), scene);
  return [...new Set([...inLocks.map(([, commit = ""]) => commit.toLowerCase()), ...inUses])];
}

function* yamlsOf({
  yaml,
  siblings,
  repository,
}: {
  readonly yaml: YamlText;
  readonly siblings: Siblings<{ readonly path: string }>;
  readonly repository: Repository;
}): Iterable<YamlText> {
  yield yaml;
  for (const { path } of siblings.all()) {
    const other = path === yaml.unit ? undefined : repository.yaml(path);
    if (other !== undefined) yield other;
  }
}
