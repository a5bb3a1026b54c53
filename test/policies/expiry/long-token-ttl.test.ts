import { expect, it } from "vitest";
import { longTokenTtl } from "../../../src/policies/expiry/long-token-ttl.ts";
import { policyMatches } from "../../support/policy-matches.ts";

const run = (command: string) => `jobs: { a: { steps: [{ run: '${command}' }] } }`;
const use = (input: string) => `jobs: { a: { steps: [{ uses: o/r@v1, with: { ${input} } }] } }`;

it.each([
  [use("role-duration-seconds: 3600"), []],
  [use("role-duration-seconds: 3601"), ["low 1.0 hours"]],
  [use("role-duration-seconds: 7200"), ["low 2 hours"]],
  [use("role-duration-seconds: 43200"), ["medium 12 hours"]],
  [use("role-duration-seconds: '${{ inputs.x }}'"), []],
  [use("role-duration-seconds: soon"), []],
  [use("access_token_lifetime: 5400s"), ["low 1.5 hours"]],
  [use("jwtTtl: 1h30m"), ["low 1.5 hours"]],
  [use("ttl: 90d"), []],
  [run("vault token create -ttl 96h"), ["medium 4 days"]],
  [run("vault token create --explicit-max-ttl=2h"), ["low 2 hours"]],
  [run("vault token lookup -ttl=768h"), []],
  [run("aws --region x sts get-session-token --duration-seconds 129600"), ["medium 36 hours"]],
  [run("aws s3 presign --expires-in 604800"), []],
  [run("kubectl -n x create token y --duration=24h"), ["medium 24 hours"]],
  [run("gcloud auth print-access-token --lifetime=43200"), ["medium 12 hours"]],
  [run("gcloud auth print-access-token --lifetime"), []],
])("expiry/long-token-ttl: %s", (text, expected) => {
  const found = policyMatches(longTokenTtl, text).map(
    ({ severity, message }) => `${severity} ${/lives for (.*) is/.exec(message)?.[1]}`,
  );
  expect(found).toEqual(expected);
});
