import type { PipelineFlows, Reference, ToolUse } from "../core/pipeline.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { isJobToken, secretName } from "./secret-like.ts";
import { givenAt } from "./stake.ts";

/** A whole version, or a commit: what its maker does not move by custom. */
const FIXED = /^v?\d+\.\d+\.\d+(?:[-+.]\S*)?$|^[0-9a-f]{40}$/i;

/** Pipes of Bitbucket that run in whatever version there is. Those that are images are told as images. */
export function unfixedPipes({ tools, flows }: PipelineFlows): PolicyMatch[] {
  const givenTo = Map.groupBy(flows, ({ sink }) => sink.place.span.start);
  return tools.flatMap((tool): PolicyMatch[] => {
    if (tool.step?.startsWith("docker://") === true || FIXED.test(tool.version ?? "")) return [];
    const given = (givenTo.get(tool.place.span.start) ?? [])
      .map(({ reference }) => reference)
      .filter((one) => !isJobToken(one));
    const [secret] = given;
    const isOfMaker = /^atlassian\//i.test(tool.name);
    if (secret === undefined && isOfMaker) return [];
    return [matchOf(tool, given, isOfMaker)];
  });
}

function matchOf({ name, version = "", place }: ToolUse, given: readonly Reference[], isOfMaker: boolean): PolicyMatch {
  const [secret] = given;
  const gets = secret === undefined ? "no secret reaches it today" : `${secretName(secret)} reaches it`;
  return {
    place,
    subject: name,
    severity: secret === undefined || isOfMaker ? "low" : "high",
    message: `The pipe ${name} is not fixed to a version (${version === "" ? "no version" : version}), and ${gets}.`,
    related: givenAt(given),
  };
}
