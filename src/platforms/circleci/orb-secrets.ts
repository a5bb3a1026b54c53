import type { Argument } from "./model.ts";

/** The variables that well-known orbs read where nothing else is given, by the parameter that would name another one. */
interface OrbSecret {
  /** The command or job, versions left out. */
  readonly tool: RegExp;
  readonly variable: string;
  readonly parameter: string;
  /** A parameter that has the orb prove its identity in place of a stored key. */
  readonly unless?: RegExp;
}

const IDENTITY = /^(?:role[-_]arn|use[-_]oidc)$/;

const ORB_SECRETS: readonly OrbSecret[] = [
  {
    tool: /^circleci\/aws-cli\/setup$/,
    variable: "AWS_SECRET_ACCESS_KEY",
    parameter: "aws_secret_access_key",
    unless: IDENTITY,
  },
  {
    tool: /^circleci\/gcp-cli\/(?:setup|initialize)$/,
    variable: "GCLOUD_SERVICE_KEY",
    parameter: "gcloud_service_key",
    unless: IDENTITY,
  },
  {
    tool: /^circleci\/gcp-gcr\/gcr-auth$/,
    variable: "GCLOUD_SERVICE_KEY",
    parameter: "gcloud_service_key",
    unless: IDENTITY,
  },
  { tool: /^circleci\/docker\/(?:check|publish)$/, variable: "DOCKER_PASSWORD", parameter: "docker_password" },
  { tool: /^circleci\/slack\/notify$/, variable: "SLACK_ACCESS_TOKEN", parameter: "token" },
  {
    tool: /^circleci\/heroku\/(?:deploy-via-git|push-docker-image)$/,
    variable: "HEROKU_API_KEY",
    parameter: "api_key",
  },
  {
    tool: /^circleci\/azure-cli\/login-with-service-principal$/,
    variable: "AZURE_SP_PASSWORD",
    parameter: "azure_sp_password",
  },
  { tool: /^codecov\/codecov\/upload$/, variable: "CODECOV_TOKEN", parameter: "token" },
  { tool: /^snyk\/snyk\/scan$/, variable: "SNYK_TOKEN", parameter: "token_variable" },
  { tool: /^sonarsource\/sonarcloud\/scan$/, variable: "SONAR_TOKEN", parameter: "sonar_token_variable_name" },
  { tool: /^circleci\/github-cli\/setup$/, variable: "GITHUB_TOKEN", parameter: "token" },
];

/** What an orb's command reads by itself, given what it is told. */
export function secretsOfOrb(
  tool: string,
  given: readonly Argument[],
): { readonly variable: string; readonly parameter: string }[] {
  const names = given.map(({ name }) => name.value);
  const isGiven = (parameter: string): boolean =>
    names.some((name) => name.replaceAll("-", "_").toLowerCase() === parameter);
  return ORB_SECRETS.filter(
    ({ tool: pattern, parameter, unless }) =>
      pattern.test(tool) && !isGiven(parameter) && !names.some((name) => unless?.test(name) === true),
  );
}
