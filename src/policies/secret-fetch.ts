import type { Command } from "../core/pipeline.ts";

/** Commands that fetch or decrypt secrets: the program, and its words without options. */
const FETCHES: readonly { readonly program: RegExp; readonly words: RegExp }[] = [
  { program: /^(?:vault|bao)$/, words: /^(?:read|unwrap|kv get|login)\b/ },
  {
    program: /^aws$/,
    words: /(?:^| )(?:secretsmanager (?:get-secret-value|batch-get-secret-value)|ssm get-parameters?(?:-by-path)?)\b/,
  },
  { program: /^gcloud$/, words: /(?:^| )secrets versions access\b/ },
  { program: /^az$/, words: /(?:^| )keyvault (?:secret (?:show|download)|key download)\b/ },
  { program: /^op$/, words: /(?:^| )(?:read|inject|item get|document get)\b/ },
  { program: /^doppler$/, words: /(?:^| )secrets (?:get|download)\b/ },
  { program: /^infisical$/, words: /(?:^| )(?:secrets get|export)\b/ },
  { program: /^bws?$/, words: /(?:^| )(?:get (?:password|item|notes|totp)|secret get)\b/ },
  { program: /^chamber$/, words: /^(?:read|export|env)\b/ },
  { program: /^conjur$/, words: /(?:^| )variable get\b/ },
  { program: /^akeyless$/, words: /(?:^| )get-(?:secret-value|dynamic-secret-value|rotated-secret-value)\b/ },
  { program: /^(?:pass|gopass|lpass)$/, words: /(?:^| )show\b/ },
  { program: /^(?:kubectl|oc)$/, words: /(?:^| )get secrets?(?: |\/)\S/ },
  { program: /^ansible-vault$/, words: /^(?:decrypt|view)\b/ },
  { program: /^(?:ejson|sops)$/, words: /^(?:decrypt|exec-env|exec-file)\b/ },
  { program: /^git-crypt$/, words: /^unlock\b/ },
  { program: /^(?:credstash)$/, words: /^get(?:all)?\b/ },
  { program: /^buildkite-agent$/, words: /^secret get\b/ },
];

/** Whether a command fetches a secret from a store, or decrypts one. */
export function isFetch({ name, words }: Command): boolean {
  if (name === "sops" && words.some((word) => /^(?:-d|--decrypt)$/.test(word))) return true;
  const plain = words.filter((word) => !word.startsWith("-")).join(" ");
  return FETCHES.some(({ program, words: pattern }) => program.test(name) && pattern.test(plain));
}

const FETCHING_TOOLS =
  /^(?:hashicorp\/vault-action|aws-actions\/aws-secretsmanager-get-secrets|1password\/load-secrets-action|google-github-actions\/get-secretmanager-secrets|azure\/get-keyvault-secrets|azurekeyvault|bitwarden\/(?:sm-action|get-secrets)|dopplerhq\/secrets-fetch-action|infisical\/secrets-action|cyberark\/conjur-action|akeyless-community\/akeyless-github-action|keeper-security\/ksm-action|withvault|mozilla\/sops-action)$/i;

/** Whether an action or its like fetches secrets, by its name. */
export const isFetchingTool = (name: string): boolean => FETCHING_TOOLS.test(name);
