/** Places that secrets are kept in, by the schemes that `store` begins with. */
export const STORES = {
  vault: { name: "Vault", isCentral: true },
  "aws-secretsmanager": { name: "AWS Secrets Manager", isCentral: true },
  "aws-ssm": { name: "AWS Systems Manager", isCentral: true },
  "azure-keyvault": { name: "Azure Key Vault", isCentral: true },
  "gcp-secretmanager": { name: "Google Secret Manager", isCentral: true },
  "1password": { name: "1Password", isCentral: true },
  doppler: { name: "Doppler", isCentral: true },
  "aws-iam": { name: "an access key of an IAM user", isCentral: false },
  kubernetes: { name: "Kubernetes", isCentral: false },
  sops: { name: "a file encrypted by SOPS", isCentral: false },
  "github-secret": { name: "a secret of GitHub", isCentral: false },
  "gitlab-variable": { name: "a variable of GitLab", isCentral: false },
  "buildkite-secret": { name: "a secret of a cluster of Buildkite", isCentral: false },
  "circleci-context": { name: "a context of CircleCI", isCentral: false },
  "drone-secret": { name: "a secret of Drone", isCentral: false },
  "woodpecker-secret": { name: "a secret of Woodpecker", isCentral: false },
  "jenkins-credential": { name: "a credential of Jenkins", isCentral: false },
  "azure-variable": { name: "a variable of Azure Pipelines", isCentral: false },
  "bitbucket-variable": { name: "a variable of Bitbucket", isCentral: false },
  "travis-secret": { name: "a variable of Travis, in its settings or encrypted in the file", isCentral: false },
  "appveyor-secret": { name: "a variable of AppVeyor, in its settings or encrypted in the file", isCentral: false },
} as const;

export type StoreScheme = keyof typeof STORES;

/** Where a secret is kept, as `store` says it: `vault:kv/prod/web#deploy`. */
export interface StorePath {
  readonly scheme: string;
  /** Empty where only the store is named. */
  readonly path: string;
}

/** Takes `store` apart; undefined where it begins with no scheme. */
export function parseStore(text: string): StorePath | undefined {
  const { scheme, path } = /^(?<scheme>[a-z\d][a-z\d-]{0,39})(?::(?<path>.+))?$/su.exec(text)?.groups ?? {};
  if (scheme === undefined || (path === undefined && !isStore(scheme))) return undefined;
  return { scheme, path: path ?? "" };
}

export const isStore = (scheme: string): scheme is StoreScheme => Object.hasOwn(STORES, scheme);
