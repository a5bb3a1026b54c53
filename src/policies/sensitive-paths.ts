import { namesText } from "../core/name-pattern.ts";
import type { Transfer } from "../core/pipeline.ts";
import type { RuleOptions } from "../core/rule-option.ts";

/** How a repository may say in which files of its own secrets lie. */
export const SECRET_PATHS = {
  paths: {
    kind: "names",
    more: "finds",
    says: "Files and folders with secrets, besides those that programs are known to keep credentials in: by their paths, or by their names alone.",
    example: ["config/master.key", "*.lic"],
  },
} as const satisfies RuleOptions;

/** Files and folders in which programs keep credentials. */
const CREDENTIALS =
  /(?:^|\/)(?:\.aws|\.azure|\.docker|\.kube|\.ssh|\.gnupg|\.config\/(?:gcloud|gh|helm|containers|doctl)|\.gem\/credentials|\.cargo\/credentials(?:\.toml)?|\.m2\/settings(?:-security)?\.xml|\.gradle\/gradle\.properties|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|\.netrc|_netrc|\.git-credentials|\.terraform\.d|\.terraformrc|\.env(?:\.(?!example|sample|template|dist|test)[\w-]+)?|\.envrc|\.htpasswd|\.pgpass|\.my\.cnf|\.boto|\.s3cfg|\.databrickscfg|\.snowflake|\.databricks|id_(?:rsa|dsa|ecdsa|ed25519)|kubeconfig(?:\.\w+)?|credentials(?:\.json|\.ya?ml|\.csv)?|service[-_]?account[\w-]*\.json|gcp[-_]key\.json|gha-creds-[\w*-]+\.json|secrets?\.(?:ya?ml|json|env|toml|tfvars)|[\w*.-]*\.tfvars|[\w*.-]*\.tfstate|[\w*.-]+\.(?:pem|p12|pfx|jks|keystore|key|p8|ppk|kdbx))(?:\/.*)?$/i;

/** Names that only look like those: public halves, caches of packages. */
const HARMLESS =
  /\.(?:pub|crt|cer)$|\.docker\/(?:cli-plugins|buildx|scout)|\.(?:aws-sam|aws\/cli\/cache)|(?:^|\/)(?:ca|cacert|cert|certs|public)[\w-]*\.pem$|\.env\.(?:d|js|ts)\b/i;

/** The variables that stand for the folder of the job and for the home of its user. */
const BASE =
  /^(?:\$\{\{\s*(?:github\.workspace|runner\.temp|env\.HOME)\s*\}\}|\$\{?(?:CI_PROJECT_DIR|GITHUB_WORKSPACE|HOME|USERPROFILE|BUILD_SOURCESDIRECTORY)\}?|~|\/(?:root|home\/[\w-]+|github\/home))(?=\/|$)/;

const plain = (path: string): string =>
  path
    .trim()
    .replace(BASE, "")
    .replace(/^(?:\.?\/)+/, "")
    .replace(/\/+$/, "");

/** Whether a path is that of a file or folder with credentials, the repository's own included. */
export function holdsCredentials(path: string, own: readonly string[] = []): boolean {
  const rest = plain(path);
  const name = rest.slice(rest.lastIndexOf("/") + 1);
  if (own.some((pattern) => namesText(pattern, rest) || namesText(pattern, name))) return true;
  return CREDENTIALS.test(rest) && !HARMLESS.test(rest);
}

/** Whether a path takes in the whole folder that the job works in, or the whole home. */
export function takesEverything(path: string): boolean {
  if (path.trim() === "") return false;
  return /^(?:\.?\*{0,2}(?:\/\*{1,2}(?:\.\*)?)?)$/.test(plain(path)) && !/^\/(?!$)/.test(path.trim());
}

/** Whether something that is left out covers what a whole folder would bring with it. */
export const leavesOut = ({ excluded }: Transfer, what: RegExp): boolean => excluded.some((path) => what.test(path));
