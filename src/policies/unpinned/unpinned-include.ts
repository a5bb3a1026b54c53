import type { Severity } from "../../core/levels.ts";
import type { Inclusion, PipelineFlows } from "../../core/pipeline.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { givenAt, stakeOf } from "../stake.ts";

/** A part of the pipeline that lies elsewhere, in a version that somebody else can change. */
export const unpinnedInclude = definePolicy({
  meta: {
    id: "unpinned/unpinned-include",
    title: "Included pipeline that can change",
    why: "What a pipeline takes in from elsewhere is part of it: it runs here, with this project's variables and tokens. Where a branch is named, or nothing, whoever may push there decides what runs, from one run to the next. High: a file from any address, without a digest. Medium: another project's branch, or a component without a version. Low: a tag or a version number, which can be moved but seldom is.",
    fix: "Name a commit. Let a bot raise the version, so that each change is looked at as any other.",
    on: {
      compose: { fix: "Write the commit behind the `#` of the address." },
      travis: { fix: "Write `source: owner/repo:file.yml@<commit>`." },
      "gitlab-ci": {
        why: "So it is with what an `include` brings.",
        fix: "Write `ref: <40 hexadecimal digits>`, or `component: host/project/name@<commit>`; to `include: remote` add `integrity: sha256-…`.",
      },
      "azure-pipelines": {
        why: "So it is with a template of another repository.",
        fix: "Give the repository under `resources:` a `ref:` that is a tag which nobody may move, or keep a copy of the template.",
      },
      jenkins: {
        why: "So it is with a shared library. Low, too: one whose version the file does not name, which is a setting.",
        fix: "Write `@Library('name@<commit>')`.",
      },
      tekton: {
        why: "So it is with a task that is fetched.",
        fix: "Name the commit as `revision` of the resolver `git`, the digest of a bundle (`example.com/task@sha256:…`), or keep a copy of a hub's task in `.tekton/`.",
      },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.gitlab.com/ci/yaml/#includeproject",
      "https://docs.gitlab.com/ci/yaml/#includeintegrity",
      "https://docs.gitlab.com/ci/components/#component-versions",
    ],
    practices: ["P5"],
    cwe: [829, 494],
    allows: { what: "files, projects and components, as the finding names them", example: "my-group/**" },
  },
  platforms: ["azure-pipelines", "bitbucket-pipelines", "compose", "gitlab-ci", "jenkins", "tekton", "travis"],
  check({ flows }) {
    return onePerPlace(
      flows.inclusions
        .filter(({ pinned, trusted, version }) => !pinned && !trusted && version !== "$CI_COMMIT_SHA")
        .map((one) => {
          const { name, version, place } = one;
          return {
            place,
            subject: name,
            severity: severityOf(one, flows.platform),
            message: `The ${flows.platform === "jenkins" ? "library" : "file or component"} ${name} is included from elsewhere and not fixed to a commit (${version === "" ? "no version" : version}).`,
            related: givenAt(secretsOf(flows, one)),
          };
        }),
    );
  },
});

const secretsOf = (flows: PipelineFlows, { job }: Inclusion) => stakeOf(flows, job).secrets;

const VERSION = /^v?\d+\.\d+(?:\.\d+)?(?:[-+.\w]*)$/;

function severityOf({ name, version }: Inclusion, platform: string): Severity {
  if (/^https?:\/\//i.test(name)) return "high";
  // The settings of Jenkins may name a commit.
  if (platform === "jenkins" && version === "") return "low";
  return VERSION.test(version) ? "low" : "medium";
}
