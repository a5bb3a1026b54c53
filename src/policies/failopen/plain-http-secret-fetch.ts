import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { argumentSecrets } from "../argument-secrets.ts";
import { isOwnMachine } from "../connection-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A credential that goes over the wire without being encrypted. */
export const plainHttpSecretFetch = definePolicy({
  meta: {
    id: "failopen/plain-http-secret-fetch",
    title: "Secret sent over plain HTTP",
    why: "Over `http://` everybody on the way reads the credential, and can put an answer of his own in place of the server's. Addresses of a store of secrets, of a registry or of an API that takes a token have to begin with `https://`.",
    fix: "Write `https://`. Where the server offers no HTTPS, put it behind a proxy that does, or reach it over a tunnel; a network is no protection by itself, since the pipeline's own code is in it.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://developer.hashicorp.com/vault/docs/commands#vault_addr",
      "https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html",
    ],
    practices: ["P6"],
    cwe: [319],
    allows: { what: "hosts", example: "vault.internal.example" },
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
    return onePerPlace([...inCommands(flows), ...inSettings(flows)]);
  },
});

const PLAIN = /(?<![\w])http:\/\/(?:[^\s\/@"']{0,300}@)?(?<host>[A-Za-z\d.-]{1,253})/;

/** A host of the outer world: a name without a dot is that of a container beside the job. */
const hostOf = (text: string): string => PLAIN.exec(text)?.groups?.["host"] ?? "";

function isFar(text: string): boolean {
  const host = PLAIN.exec(text)?.groups?.["host"];
  return host !== undefined && host.includes(".") && !isOwnMachine(host) && !/\.(?:local|localhost|svc)$/i.test(host);
}

/** Programs that send what they are given to the host of an address. */
const SENDERS =
  /^(?:curl|wget|http|xh|git|nuget|dotnet|npm|twine|docker|helm|vault|mvn|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)$/i;

function inCommands(flows: PipelineFlows): PolicyMatch[] {
  return argumentSecrets(flows).flatMap(({ command, flow }): PolicyMatch[] => {
    const at = SENDERS.test(command.name) ? command.words.findIndex(isFar) : -1;
    if (at === -1) return [];
    return [
      {
        place: command.placeOfWord(at),
        subject: hostOf(command.words[at] ?? ""),
        message: `${flowSubject(flow)} is sent by ${command.name} over plain HTTP.`,
        related: stepsOf(flow),
      },
    ];
  });
}

/** Variables and inputs that tell a client of a store or registry whom to ask. */
const ADDRESS =
  /^(?:VAULT|BAO|CONJUR|CONSUL|INFISICAL|DOPPLER|AKEYLESS)_(?:\w+_)?(?:ADDR|ADDRESS|URL|HOST|DOMAIN)$|^(?:TWINE_REPOSITORY_URL|NPM_CONFIG_REGISTRY|OP_CONNECT_HOST|SONAR_HOST_URL)$/i;

const STORE_ACTION = /vault|secret|conjur|infisical|login|registry|publish/i;

function inSettings({ literals, tools }: PipelineFlows): PolicyMatch[] {
  const message = "A client that sends credentials is given an address of plain HTTP";
  const inVariables = literals
    .filter(({ name, value, via }) => via === "env" && ADDRESS.test(name) && isFar(value))
    .map(({ place, name, value }) => ({ place, subject: hostOf(value), message: `${message} (${name}).` }));
  const inInputs = tools
    .filter(({ name }) => STORE_ACTION.test(name))
    .flatMap(({ inputs, name }) =>
      (inputs ?? [])
        .filter(
          (input) =>
            /^(?:url|vaultUrl|addr|address|host|registry|repository-url|server)$/i.test(input.name) &&
            isFar(input.value),
        )
        .map((input) => ({ place: input.place, subject: hostOf(input.value), message: `${message} (${name}).` })),
    );
  return [...inVariables, ...inInputs];
}
