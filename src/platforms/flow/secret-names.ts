/** How GitLab's job tokens and their like are called: made for each run by GitLab itself. */
const BUILT_IN = new Set([
  "CI_JOB_TOKEN",
  "CI_BUILD_TOKEN",
  "CI_JOB_JWT",
  "CI_JOB_JWT_V1",
  "CI_JOB_JWT_V2",
  "CI_REGISTRY_PASSWORD",
  "CI_DEPLOY_PASSWORD",
  "CI_DEPENDENCY_PROXY_PASSWORD",
]);

export const isBuiltInToken = (name: string): boolean => BUILT_IN.has(name);

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Words of a variable's name that say it holds a secret. */
const SECRET = words(
  "TOKEN TOKENS SECRET SECRETS PASSWORD PASSWORDS PASSWD PWD PASS PASSPHRASE PASSCODE PW KEY KEYS APIKEY ACCESSKEY SECRETKEY PRIVATEKEY PRIVKEY SSHKEY CREDENTIAL CREDENTIALS CREDS CRED AUTH PAT JWT DSN WEBHOOK KUBECONFIG KEYSTORE NETRC DOCKERCFG DOCKERCONFIG DOCKERCONFIGJSON HTPASSWD",
);

/** Last words that make the name one of something about a secret, not of the secret. */
const ABOUT = words(
  "NAME NAMES ID IDS USER USERNAME LOGIN EMAIL HOST PORT DIR FOLDER TYPE KIND LENGTH SIZE COUNT TTL EXPIRY EXPIRES EXPIRATION EXPIRE ENABLED DISABLED ENABLE DISABLE REQUIRED VERSION ALGORITHM ALG FINGERPRINT URL URI ENDPOINT ADDR ADDRESS DOMAIN PREFIX SUFFIX ALIAS LABEL TAG IMAGE REGEX PATTERN SERVER PROVIDER ROLE ARN SCOPE SCOPES AUDIENCE AUD ISSUER METHOD MODE REPO REPOSITORY PROJECT REGION SOCK AGENT STORE VAULT BACKEND MOUNT ENGINE FORMAT STATUS DATE",
);

/** Words that make a secret's word public, or speak of how many there are. */
const HARMLESS = words("PUBLIC PUB KNOWN MAX MIN NUM DETECTION EXAMPLE");

/** Words beside `KEY` that make it no key to anything; a `CACHE_PASSWORD` is one. */
const HARMLESS_BESIDE_KEY = words("CACHE PRIMARY FOREIGN SORT PARTITION HOST");
const isKey = (part: string): boolean => part === "KEY" || part === "KEYS";

/** Variables that hold a file's path although their names do not end in `FILE`. */
const FILES = words("KUBECONFIG GOOGLE_APPLICATION_CREDENTIALS AWS_SHARED_CREDENTIALS_FILE NETRC");

/** Variables that every shell has, whatever their names sound like, and the name of any key of a list or cache. */
const NO_SECRET = words("PWD OLDPWD SSH_AUTH_SOCK GIT_ASKPASS SSH_ASKPASS KEY KEYS");

/** Whether a variable that the file does not define is a secret by its name: `DEPLOY_TOKEN`, not `TOKEN_NAME` or `CACHE_KEY`. */
export function isSecretName(name: string): boolean {
  // Names in lower case are the scripts' own by convention, and may come from a file that they read.
  if (NO_SECRET.has(name) || !/[A-Z]/.test(name)) return false;
  const parts = partsOf(name);
  if (parts.some((part) => HARMLESS.has(part))) return false;
  const told = parts.filter((part) => SECRET.has(part));
  if (told.every(isKey) && parts.some((part) => HARMLESS_BESIDE_KEY.has(part))) return false;
  const last = parts.at(-1) ?? "";
  if (/^(?:URL|URI|ENDPOINT)$/.test(last)) return told.includes("WEBHOOK") || told.includes("DSN");
  return told.length > 0 && !ABOUT.has(last);
}

const partsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .split("_")
    .map((part) => part.replace(/\d+$/, "") || part)
    .filter((part) => part !== "");

/** Whether a variable holds a path by its name: what prints it prints no secret. */
export const holdsPath = (name: string): boolean => FILES.has(name) || /(?:FILE|PATH)$/i.test(name);
