import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isFetch } from "../secret-fetch.ts";
import { byStake, givenAt, type Stake, stakeClause, stakeOf } from "../stake.ts";

/** A client that does not check whom it talks to, where secrets go over the wire. */
export const tlsVerifyOffSecretFetch = definePolicy({
  meta: {
    id: "failopen/tls-verify-off-secret-fetch",
    title: "Certificates are not checked where secrets are sent",
    why: "Without the check of the certificate anybody on the way can answer in the server's place: he gets the token that is sent, and can hand out a secret or a script of his own. A pipeline runs in networks that nobody watches from inside. High: a secret is in the command or in its job. Low: none is named there as yet.",
    fix: "Take the switch away. Where the server has a certificate of a company's own authority, give the client that certificate: `curl --cacert ca.pem`, `VAULT_CACERT`, `GIT_SSL_CAINFO`, `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE`, `docker` reads `/etc/docker/certs.d`.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://developer.hashicorp.com/vault/docs/commands#vault_skip_verify",
      "https://curl.se/docs/sslcerts.html",
      "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
    ],
    practices: ["P6"],
    cwe: [295],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ flows }) {
    return onePerPlace([...options(flows), ...assignments(flows), ...bindings(flows)]);
  },
});

/** Options that switch the check off. */
const OPTIONS: readonly { readonly program: RegExp; readonly option: RegExp }[] = [
  { program: /^curl$/, option: /^(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure|--proxy-insecure)$/ },
  { program: /^wget$/, option: /^--no-check-certificate$/ },
  { program: /^(?:http|https|xh)$/, option: /^--verify=(?:no|false)$/ },
  { program: /^(?:vault|bao)$/, option: /^--?tls-skip-verify(?:=(?:true|1))?$/ },
  { program: /^(?:kubectl|helm|oc)$/, option: /^--(?:kube-)?insecure-skip-tls-verify(?:=true)?$/ },
  { program: /^(?:docker|podman|buildah|skopeo)$/, option: /^--(?:src-|dest-)?tls-verify=false$/ },
  { program: /^(?:executor|crane|oras)$/, option: /^--(?:insecure|skip-tls-verify)(?:=true)?$/ },
  {
    program: /^(?:argocd|cosign|mc|grpcurl|rclone|aws|gh|glab)$/,
    option: /^--(?:insecure|no-check-certificate|no-verify-ssl)$/,
  },
  { program: /^(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)$/i, option: /^-SkipCertificateCheck$/i },
  { program: /^git$/, option: /^http(?:\.[^=]{1,200})?\.sslverify(?:=(?:false|0))?$/i },
  { program: /^(?:npm|pnpm|yarn)$/, option: /^(?:--)?strict-ssl(?:=false)?$/ },
];

/** A short option of curl that takes the rest of the word, or the next one, as its value. */
const VALUED = /^-[a-zA-Z]*[HdXouFTAebcxUmwyYzCEDKPQr][a-zA-Z]/;

function options(flows: PipelineFlows): PolicyMatch[] {
  return flows.commands.flatMap((command): PolicyMatch[] => {
    const { name, words, placeOfWord, job } = command;
    const found = OPTIONS.find(({ program }) => program.test(name));
    const at = found === undefined ? -1 : words.findIndex((word) => found.option.test(word) && !VALUED.test(word));
    if (at === -1 || isLocal(command) || !isOff(name, words, at)) return [];
    return [matchOf(placeOfWord(at), `${name} (${words[at]})`, stakeOf(flows, job), isFetch(command))];
  });
}

/** A setting that is written in two words is off only where the second one says so. */
function isOff(name: string, words: readonly string[], at: number): boolean {
  if (!/^(?:git|npm|pnpm|yarn)$/.test(name) || words[at]?.includes("=") === true) return true;
  return /^(?:false|0|off|no)$/i.test(words[at + 1] ?? "");
}

/** A service on the machine itself has no certificate that could be checked. */
const isLocal = ({ words }: Command): boolean =>
  words.some((word) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?:[:/]|$)/i.test(word));

const ON = /^["']?(?:1|true|yes)["']?$/i;
const OFF = /^["']?(?:0|false|no)["']?$/i;

const VARIABLES: readonly { readonly name: RegExp; readonly value: RegExp }[] = [
  { name: /^(?:VAULT|BAO|CONSUL|NOMAD|ARGOCD)_(?:SKIP_VERIFY|INSECURE|TLS_SKIP_VERIFY|TLS_INSECURE)$/, value: ON },
  {
    name: /^(?:CONSUL_HTTP_SSL_VERIFY|PYTHONHTTPSVERIFY|NODE_TLS_REJECT_UNAUTHORIZED|NPM_CONFIG_STRICT_SSL)$/i,
    value: OFF,
  },
  { name: /^(?:GIT_SSL_NO_VERIFY|KUBE_INSECURE_SKIP_TLS_VERIFY|HELM_KUBEINSECURE_SKIP_TLS_VERIFY)$/, value: ON },
];

const isSwitchedOff = (name: string, value: string): boolean =>
  VARIABLES.some((one) => one.name.test(name) && one.value.test(value.trim()));

function bindings(flows: PipelineFlows): PolicyMatch[] {
  return flows.literals
    .filter(({ name, value }) => isSwitchedOff(name, value))
    .map(({ name, place, job }) => matchOf(place, name, stakeOf(flows, job), false))
    .concat(inInputs(flows));
}

const INPUT = /^(?:tls-?skip-?verify|insecure|skip-?tls-?verify|tlsSkipVerify|skipSslVerification|ignoreSslErrors)$/i;

function inInputs(flows: PipelineFlows): PolicyMatch[] {
  return flows.tools.flatMap(({ name, inputs, job }) =>
    (inputs ?? [])
      .filter((input) => INPUT.test(input.name) && ON.test(input.value.trim()))
      .map((input) => matchOf(input.place, `${name} (${input.name})`, stakeOf(flows, job), false)),
  );
}

const ASSIGNMENT = /(?<![\w$-])(?<name>[A-Z]{3,12}(?:_[A-Z]{2,20}){1,6})=(?<value>["']?\w{1,5}["']?)(?![\w=])/g;

function assignments(flows: PipelineFlows): PolicyMatch[] {
  return flows.scripts.flatMap(({ text, job }) =>
    [...text.value.matchAll(ASSIGNMENT)].flatMap(({ index, 0: { length }, groups }) => {
      const { name = "", value = "" } = groups ?? {};
      const before = text.value.slice(text.value.lastIndexOf("\n", index) + 1, index);
      if (!isSwitchedOff(name, value) || /(?:^|\s)#/.test(before)) return [];
      return [matchOf(text.placeOf(index, index + length), name, stakeOf(flows, job), false)];
    }),
  );
}

function matchOf(place: Place, by: string, stake: Stake, isFetching: boolean): PolicyMatch {
  return {
    place,
    severity: isFetching ? "high" : byStake(stake, "high"),
    message: `Certificates are not checked by ${by}, and ${isFetching ? "a secret is fetched so" : stakeClause(stake)}.`,
    related: givenAt(stake.secrets),
  };
}
