import { SECRET_TYPES } from "../detect-secrets/plugins.ts";

/** Checkov's checks of secrets, by their number, with the kind of secret as it names them. */
const SECRET_CHECKS: Readonly<Record<number, string>> = {
  1: "Artifactory Credentials",
  2: "AWS Access Key",
  3: "Azure Storage Account access key",
  4: "Basic Auth Credentials",
  5: "Cloudant Credentials",
  6: "Base64 High Entropy String",
  7: "IBM Cloud IAM Key",
  8: "IBM COS HMAC Credentials",
  9: "JSON Web Token",
  10: "Secret Keyword",
  11: "Mailchimp Access Key",
  12: "NPM tokens",
  13: "Private Key",
  14: "Slack Token",
  15: "SoftLayer Credentials",
  16: "Square OAuth Secret",
  17: "Stripe Access Key",
  18: "Twilio API Key",
  19: "Hex High Entropy String",
  80: "Random High Entropy String",
};

/**
 * Checkov's checks that are about what a rule of ours is about; empty where sealint has none. Facts, to be held up to date by
 * hand. Others, of infrastructure, are not sealint's business.
 */
export const CHECKOV_CHECKS: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(SECRET_CHECKS).map(([number, type]): [string, readonly string[]] => [
    `CKV_SECRET_${number}`,
    SECRET_TYPES.get(type) ?? [],
  ]),
  // A step that takes what a stranger wrote for shell code.
  ["CKV_GHA_1", ["untrusted/insecure-workflow-commands"]],
  ["CKV_GHA_2", ["untrusted/secret-in-injectable-step"]],
  ["CKV_GHA_3", ["logs/secret-exfil"]],
  ["CKV_GITLABCI_1", ["logs/secret-exfil"]],
  // Permissions of a whole workflow set to `write-all`.
  ["CKV2_GHA_1", ["scope/broad-token-permissions"]],
]);

/** The group that a check is told under: `CKV_AWS`. */
export const groupOf = (check: string): string => check.replace(/_?[\d*]+$/, "");
