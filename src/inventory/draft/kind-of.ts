/** What a secret's name says that it is, the most telling first. */
const KINDS: readonly (readonly [kind: string, name: RegExp])[] = [
  ["ssh-key", /(?:^|_)SSH(?:_|$)|DEPLOY_KEY$/],
  ["certificate", /(?:^|_)(?:CERT|CERTIFICATE|P12|PFX|CSC_LINK)(?:_|$)/],
  ["signing-key", /(?:^|_)(?:GPG|PGP|SIGNING|KEYSTORE|COSIGN|MINISIGN)(?:_|$)/],
  ["password", /(?:PASSWORD|PASSWD|PASSPHRASE|(?:^|_)PASS|(?:^|_)PWD)$/],
  ["token", /(?:TOKEN|(?:^|_)PAT|(?:^|_)JWT)$/],
  ["static-key", /(?:(?:^|_)KEY|APIKEY|ACCESS_KEY_ID|SECRET|WEBHOOK|WEBHOOK_URL)$/],
];

/** The kind of a secret by its name; undefined where that tells none. */
export function kindOf(name: string): string | undefined {
  const spelled = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .replaceAll(/[^A-Z\d]+/g, "_");
  // A password of a key is a password.
  if (/(?:PASSWORD|PASSPHRASE)$/.test(spelled)) return "password";
  return KINDS.find(([, pattern]) => pattern.test(spelled))?.[0];
}
