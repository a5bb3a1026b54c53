import { describe, expect, it } from "vitest";
import { staticAwsKeys } from "../../../src/policies/oidc/static-aws-keys.ts";
import { staticGcpKey } from "../../../src/policies/oidc/static-gcp-key.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const env = (entries: string, run = "x") => `jobs: { a: { env: { ${entries} }, steps: [{ run: '${run}' }] } }`;
const use = (inputs: string) => `jobs: { a: { steps: [{ uses: o/r@v1, with: { ${inputs} } }] } }`;

describe("oidc/static-aws-keys", () => {
  it.each([
    [env("AWS_SECRET_ACCESS_KEY: '${{ secrets.K }}'"), ["high secrets.K"]],
    [env("TF_VAR_aws_secret_key: '${{ secrets.K }}'"), ["high secrets.K"]],
    [env("KEY: '${{ secrets.AWS_SECRET_ACCESS_KEY_PROD }}'"), ["high secrets.AWS_SECRET_ACCESS_KEY_PROD"]],
    [env("AWS_SECRET_ACCESS_KEY: '${{ secrets.R2_SECRET }}'"), []],
    [env("AWS_SECRET_ACCESS_KEY: '${{ secrets.K }}', S3_ENDPOINT: '${{ vars.E }}'"), []],
    [env("AWS_SECRET_ACCESS_KEY: '${{ secrets.K }}', AWS_SESSION_TOKEN: '${{ secrets.S }}'"), []],
    [env("AWS_SECRET_ACCESS_KEY: '${{ secrets.K }}'", "s3cmd --host=s3.example.com ls"), []],
    [env("AWS_SECRET_ACCESS_KEY: '${{ secrets.K }}'", "echo host_base = s3.example.com"), []],
    [env("AWS_SECRET_ACCESS_KEY: '${{ steps.a.outputs.k }}'"), []],
    [env("AWS_REGION: '${{ secrets.R }}', AWS_ROLE: '${{ secrets.ROLE }}'"), []],
    [
      use("role-to-assume: x, aws-access-key-id: '${{ secrets.I }}', aws-secret-access-key: '${{ secrets.K }}'"),
      ["medium secrets.I"],
    ],
  ])("%s", (text, expected) => {
    expect(shownMatches(staticAwsKeys, text)).toEqual(expected);
  });

  it("shows both parts of a key in one finding", () => {
    const text = use("aws-access-key-id: '${{ secrets.I }}', aws-secret-access-key: '${{ secrets.K }}'");
    const [match, ...others] = policyMatches(staticAwsKeys, text);
    expect(others).toEqual([]);
    expect(match?.related).toHaveLength(1);
  });
});

describe("oidc/static-gcp-key", () => {
  it.each([
    [use("credentials_json: '${{ secrets.K }}'"), ["high secrets.K"]],
    [use("service_account_key: '${{ secrets.GCP_SA_KEY }}'"), ["high secrets.GCP_SA_KEY"]],
    [env("K: '${{ secrets.GCLOUD_SERVICE_KEY }}'"), []],
    [env("K: '${{ secrets.FIREBASE_SERVICE_ACCOUNT_SHOP }}'"), ["high secrets.FIREBASE_SERVICE_ACCOUNT_SHOP"]],
    [env("GOOGLE_APPLICATION_CREDENTIALS_JSON: '${{ secrets.K }}'"), ["high secrets.K"]],
    [use("service_account: '${{ secrets.GCP_SERVICE_ACCOUNT }}'"), []],
    [use("service_account: '${{ secrets.GCP_SA_EMAIL }}'"), []],
    [env("P: '${{ secrets.GCP_PROJECT_ID }}', G: '${{ secrets.GOOGLE_API_KEY }}'"), []],
    [
      env("K: '${{ secrets.K }}'", "gcloud --quiet auth activate-service-account --key-file=k"),
      ["high gcloud --quiet auth activate-service-account --key-file=k"],
    ],
    [env("K: '${{ secrets.K }}'", "gcloud auth list"), []],
  ])("%s", (text, expected) => {
    expect(shownMatches(staticGcpKey, text)).toEqual(expected);
  });
});
