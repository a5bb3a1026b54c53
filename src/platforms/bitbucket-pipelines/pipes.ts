import type { Pipe } from "./model.ts";

/** A pipe as it is named: what runs, in which version, and whether Atlassian makes it. */
export interface PipeReference {
  /** Without its version. */
  readonly name: string;
  /** Empty where there is none. */
  readonly version: string;
  /** Whether it is an image of a registry, and not a repository of pipes. */
  readonly isImage: boolean;
  readonly trusted: boolean;
}

/** Takes `account/repository:version` or `docker://image:version` apart. */
export function readPipe(source: string): PipeReference {
  const image = /^docker:\/\/(?<image>.*)$/s.exec(source.trim())?.groups?.["image"];
  const text = image ?? source.trim();
  const colon = text.indexOf(":", text.lastIndexOf("/") + 1);
  const name = colon === -1 ? text : text.slice(0, colon);
  const version = colon === -1 ? "" : text.slice(colon + 1);
  return { name, version, isImage: image !== undefined, trusted: image === undefined && /^atlassian\//i.test(name) };
}

/** Variables of the repository that pipes read by themselves where they are given nothing else. */
const READ_UNASKED: readonly { readonly name: RegExp; readonly variable: string; readonly unless: RegExp }[] = [
  {
    name: /^atlassian\/(?:aws-|ecs-)/i,
    variable: "AWS_SECRET_ACCESS_KEY",
    unless: /^(?:AWS_SECRET_ACCESS_KEY|AWS_OIDC_ROLE_ARN)$/,
  },
  { name: /^sonarsource\/sonar(?:cloud|qube)-/i, variable: "SONAR_TOKEN", unless: /^SONAR_TOKEN$/ },
];

/** The variables that a pipe reads without being given them. `identified` steps may prove who they are in place of a key. */
export function unaskedBy({ name, isImage }: PipeReference, { variables }: Pipe, identified: boolean): string[] {
  if (isImage) return [];
  const given = variables.map((one) => one.name.value);
  return READ_UNASKED.filter((one) => one.name.test(name) && !given.some((own) => one.unless.test(own)))
    .map(({ variable }) => variable)
    .filter((variable) => !identified || !variable.startsWith("AWS_"));
}
