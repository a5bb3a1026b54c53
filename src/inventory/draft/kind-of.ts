/** What a secret's name says that it is, the most telling first. */
const KINDS: readonly (readonly [kind: string, name: RegExp])[] = [
  ["ssh-key", /(?:^|_)SSH(?:_|$)|DEPLOY_KEY$/],
  ["certificate", /(?:^|_)(?:CERT|CERTIFICATE|P12|PFX|CSC_LINK)(?:_|$)/],
  ["signing-key", /(?:^|_)(?:GPG|PGP|SIGNING|KEYSTORE|COSIGN|MINISIGN)(?:_|$)/],
  ["password", /(?:PASSWORD|PASSWD|PASSPHRASE|(?:^|_)PASS|(?:^|_)PWD)$/],
  ["token", /(?:TOKEN|(?:^|_)PAT|(?:^|_)JWT)$/],
  ["static-key", /(?:(?:^|_)KEY|APIKEY|ACCESS_KEY_ID|SECRET|WEBHOOK|WEBHOOK_URL|CONNECTION_?STRING)$/],
  ["oidc", /(?:^|_)(?:ROLE_TO_ASSUME|ROLE_ARN|WORKLOAD_IDENTITY_PROVIDER)$/],
  [
    "identifier",
    /(?:^|_)(?:USER|USER_?NAME|LOGIN|E_?MAIL|ACCOUNT|ACCOUNT_(?:ID|NAME)|NAMESPACE|REGION|BUCKET|HOST|HOSTNAME|DOMAIN)$/,
  ],
  [
    "identifier",
    /(?:^|_)(?:CLIENT|APP|APPLICATION|TENANT|SUBSCRIPTION|PROJECT|ORG|ORGANIZATION|TEAM|INSTALLATION)_ID$|(?:^|_)(?:BUCKET|CLUSTER|CONTAINER|DISTRIBUTION|REPOSITORY|RESOURCE_GROUP|SERVICE|VAULT)_NAME$/,
  ],
  // Less telling than a last word: what it is for, or in what form, stands behind it.
  ["password", /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE)_/],
  ["token", /(?:^|_)(?:TOKEN|PAT|JWT)_/],
  ["static-key", /(?:^|_)(?:SERVICE_ACCOUNT|SA|CREDENTIALS?|API_?KEY|SECRET)(?:_|$)/],
];

/** The kind of a secret by its name; undefined where that tells none. */
export function kindOf(name: string): string | undefined {
  const spelled = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replaceAll(/[^A-Z\d]+/g, "_");
  // A password of a key is a password.
  if (/(?:PASSWORD|PASSPHRASE)(?:_(?:PATH|FILE|BASE64|B64))?$/.test(spelled)) return "password";
  return KINDS.find(([, pattern]) => pattern.test(spelled))?.[0];
}
