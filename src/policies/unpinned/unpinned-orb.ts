import type { Severity } from "../../core/levels.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type OrbReference, readOrb } from "../../platforms/circleci/lookup.ts";
import type { Library } from "../../platforms/circleci/model.ts";
import type { Scalar } from "../../platforms/document/tree.ts";
import { definePolicy } from "../define-policy.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** An orb in a version that its owner can change under the pipeline. */
export const unpinnedOrb = definePolicy({
  meta: {
    id: "unpinned/unpinned-orb",
    title: "Orb that can change",
    why: "An orb's commands run in this project's jobs, with every variable of the project and of the job's contexts. `@volatile` is whatever its owner published last, `@dev:…` can be published again by any member of the owner's organisation, and `@1` or `@1.2` takes each new release by itself: whoever takes over the orb has all these secrets with the next run. High: the newest or a development version, and a secret is known to reach it. Medium: the same without a known secret, or a part of a version with one. Low: a part of a version without a known secret, or an orb that CircleCI itself keeps.",
    fix: "Write the whole version, which nobody can publish twice: `node: circleci/node@7.1.0`. The orb's page in the registry and `circleci orb info NAME` tell which one is newest; Renovate keeps such lines up to date. Attach contexts only to the jobs that need them, so that an orb of another job does not see them.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://circleci.com/docs/orbs/use/orb-concepts/#semantic-versioning",
      "https://circleci.com/docs/reference/configuration-reference/#orbs",
    ],
    practices: ["P5"],
    cwe: [829, 1357],
    allows: { what: "orbs, without their versions", example: "my-org/*" },
  },
  platforms: ["circleci"],
  check({ model, flows }) {
    return orbsOf(model).flatMap((source) => matchOf(source, flows));
  },
});

/** The addresses of all orbs, those of inline orbs included. */
const orbsOf = ({ orbs }: Library): Scalar[] =>
  orbs.flatMap(({ source, inline }) => [
    ...(source === undefined ? [] : [source]),
    ...(inline === undefined ? [] : orbsOf(inline)),
  ]);

function matchOf(source: Scalar, flows: PipelineFlows): PolicyMatch[] {
  const orb = readOrb(source.value);
  if (orb.pinned || source.value.includes("<<")) return [];
  const given = secretsOf(orb, flows);
  const [secret] = given;
  const at = orb.version === "" ? "no version" : orb.version;
  const stake = secret === undefined ? "no secret is known to reach it" : `${secretName(secret)} reaches it`;
  return [
    {
      place: source.place,
      subject: orb.name,
      severity: severityOf(orb, secret !== undefined),
      message: `The orb ${orb.name} is not fixed to a whole version (${at}), and ${stake}.`,
      related: given
        .slice(0, MOST_RELATED)
        .map((one) => ({ place: one.place, message: `Here ${secretName(one)} is given.` })),
    },
  ];
}

const MOST_RELATED = 5;

/** Secrets that reach a command or job of the orb, each once. */
function secretsOf({ name }: OrbReference, { flows }: PipelineFlows): Reference[] {
  const reaching = flows.filter(({ sink, reference }) => sink.name.startsWith(`${name}/`) && !isJobToken(reference));
  return [...new Map(reaching.map(({ reference }) => [reference.place.span.start, reference])).values()];
}

function severityOf({ version, trusted }: OrbReference, hasSecret: boolean): Severity {
  if (trusted && !version.startsWith("dev:")) return "low";
  const isPart = /^\d+(?:\.\d+)?$/.test(version);
  if (isPart) return hasSecret ? "medium" : "low";
  return hasSecret ? "high" : "medium";
}
