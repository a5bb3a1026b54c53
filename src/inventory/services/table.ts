/** A service that secrets are presented to, and how pipelines name it. */
export interface Service {
  readonly id: string;
  /** Other words that people use for it, in lower case. */
  readonly words?: readonly string[];
  /** Its hosts; each stands for those below it, too. */
  readonly hosts: readonly string[];
  /** Actions, orbs and tasks that talk to it, in lower case; `*` stands for anything. */
  readonly tools?: readonly string[];
  /** Programs that talk to nothing else. */
  readonly programs?: readonly string[];
}

export const SERVICES: readonly Service[] = [
  {
    id: "aws",
    words: ["amazon"],
    hosts: ["amazonaws.com", "aws.amazon.com", "public.ecr.aws"],
    tools: ["aws-actions/*", "circleci/aws-*", "awsshellscript", "awscli", "jakejarvis/s3-sync-action"],
    programs: ["aws", "sam", "cdk", "eb"],
  },
  {
    id: "gcp",
    words: ["google", "google-cloud"],
    hosts: ["googleapis.com", "gcr.io", "pkg.dev", "cloud.google.com"],
    tools: ["google-github-actions/*", "circleci/gcp-*"],
    programs: ["gcloud", "gsutil", "bq"],
  },
  {
    id: "azure",
    hosts: ["azure.com", "azurecr.io", "windows.net", "azurewebsites.net", "microsoftonline.com"],
    tools: ["azure/*", "azurecli", "azurewebapp"],
    programs: ["az"],
  },
  {
    id: "github",
    words: ["github-packages", "ghcr"],
    hosts: ["github.com", "ghcr.io", "githubusercontent.com"],
    tools: ["peter-evans/*", "softprops/action-gh-release", "ncipollo/release-action", "peaceiris/actions-gh-pages"],
    programs: ["gh"],
  },
  { id: "gitlab", hosts: ["gitlab.com"], programs: ["glab"] },
  {
    id: "docker",
    words: ["dockerhub", "docker-hub"],
    hosts: ["docker.io", "docker.com"],
    tools: ["peter-evans/dockerhub-description"],
  },
  { id: "quay", hosts: ["quay.io"] },
  {
    id: "npm",
    words: ["npmjs"],
    hosts: ["npmjs.org", "npmjs.com"],
    tools: ["js-devtools/npm-publish"],
  },
  {
    id: "pypi",
    hosts: ["pypi.org"],
    tools: ["pypa/gh-action-pypi-publish"],
    programs: ["twine"],
  },
  { id: "crates", words: ["crates-io"], hosts: ["crates.io"], tools: ["katyo/publish-crates"] },
  { id: "rubygems", hosts: ["rubygems.org"] },
  { id: "nuget", hosts: ["nuget.org"] },
  { id: "maven", words: ["maven-central", "sonatype"], hosts: ["sonatype.org", "sonatype.com", "maven.apache.org"] },
  { id: "codecov", hosts: ["codecov.io"], tools: ["codecov/*"], programs: ["codecov", "codecovcli"] },
  { id: "coveralls", hosts: ["coveralls.io"], tools: ["coverallsapp/*"], programs: ["coveralls"] },
  {
    id: "sonar",
    words: ["sonarcloud", "sonarqube"],
    hosts: ["sonarcloud.io", "sonarqube.com"],
    tools: ["sonarsource/*"],
  },
  { id: "snyk", hosts: ["snyk.io"], tools: ["snyk/*"], programs: ["snyk"] },
  { id: "slack", hosts: ["slack.com"], tools: ["slackapi/*", "rtcamp/action-slack-notify", "8398a7/action-slack"] },
  { id: "discord", hosts: ["discord.com", "discordapp.com"] },
  { id: "telegram", hosts: ["telegram.org"], tools: ["appleboy/telegram-action"] },
  { id: "sentry", hosts: ["sentry.io"], tools: ["getsentry/*"], programs: ["sentry-cli"] },
  { id: "datadog", hosts: ["datadoghq.com", "datadoghq.eu"], tools: ["datadog/*"], programs: ["datadog-ci"] },
  { id: "heroku", hosts: ["heroku.com", "herokuapp.com"], tools: ["akhileshns/heroku-deploy"], programs: ["heroku"] },
  { id: "netlify", hosts: ["netlify.com"], tools: ["netlify/*", "nwtgck/actions-netlify"], programs: ["netlify"] },
  { id: "vercel", hosts: ["vercel.com"], tools: ["amondnet/vercel-action"], programs: ["vercel"] },
  { id: "cloudflare", hosts: ["cloudflare.com"], tools: ["cloudflare/*"], programs: ["wrangler"] },
  { id: "flyio", words: ["fly"], hosts: ["fly.io", "fly.dev"], tools: ["superfly/*"], programs: ["flyctl", "fly"] },
  { id: "digitalocean", hosts: ["digitalocean.com"], tools: ["digitalocean/*"], programs: ["doctl"] },
  {
    id: "firebase",
    hosts: ["firebase.google.com", "firebaseio.com"],
    tools: ["firebaseextended/*", "w9jds/firebase-action"],
    programs: ["firebase"],
  },
  { id: "hashicorp", words: ["terraform-cloud"], hosts: ["app.terraform.io"], tools: ["hashicorp/setup-terraform"] },
  { id: "vault", hosts: [], tools: ["hashicorp/vault-action"], programs: ["vault"] },
  { id: "pulumi", hosts: ["pulumi.com"], tools: ["pulumi/*"], programs: ["pulumi"] },
  { id: "doppler", hosts: ["doppler.com"], tools: ["dopplerhq/*"], programs: ["doppler"] },
  { id: "onepassword", words: ["1password"], hosts: ["1password.com"], tools: ["1password/*"], programs: ["op"] },
  { id: "openai", hosts: ["openai.com"] },
  { id: "anthropic", hosts: ["anthropic.com"], tools: ["anthropics/*"] },
  { id: "chromatic", hosts: ["chromatic.com"], tools: ["chromaui/*"], programs: ["chromatic"] },
  { id: "apple", words: ["app-store"], hosts: ["apple.com"], tools: ["apple-actions/*"] },
  { id: "kubernetes", words: ["k8s"], hosts: [], tools: ["azure/k8s-*"], programs: ["kubectl", "helm", "argocd"] },
];
