import type { Severity } from "../../core/levels.ts";
import { namesOne } from "../../core/name-pattern.ts";
import type { Command, Flow, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { scriptsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken } from "../secret-like.ts";

/** Secrets, or the whole environment, that a script sends to somebody who has no business with them. */
export const secretExfil = definePolicy({
  meta: {
    id: "logs/secret-exfil",
    title: "Secrets sent to a host that collects them",
    why: "Services that show whoever asks what was sent to them (request bins, paste sites, tunnels, servers that answer DNS queries) are how secrets are taken out of a pipeline, and what is left behind by people who tried something out. Critical, too: the whole environment in a request, wherever it goes, since with it go all secrets of the job. High: only the job's own token, which ends with the job, goes there.",
    fix: "If nobody of you wrote this line, treat all secrets of the job as known to others: revoke them, and look who changed the file. Otherwise delete it. Send a service only the secret that it issued, in a header, and only what it needs: never the output of `env`. Where the request is right, list the place in `sealint.yaml` with the reason.",
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#exfiltrating-data-from-a-runner",
      "https://attack.mitre.org/techniques/T1567/",
    ],
    practices: ["P17", "P20"],
    cwe: [200, 522],
    options: {
      hosts: {
        kind: "names",
        more: "both",
        says: "The hosts that scripts may send secrets to; where some are named, a secret that curl and its like send anywhere else is reported. Hosts whose names are worked out are passed over.",
        example: ["api.example.com", "*.amazonaws.com"],
      },
    },
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
  check({ flows, options: { hosts } }) {
    return onePerPlace([
      ...dumpsSent(flows),
      ...secretsSent(flows),
      ...(hosts.length === 0 ? [] : sentElsewhere(flows, hosts)),
    ]);
  },
});

const SENDERS = new Set(["curl", "wget", "nc", "ncat", "netcat", "http", "https", "xh", "nslookup", "dig", "host"]);

/** Services that show what was sent to them, tunnels to somebody's own machine, and paste sites. */
const COLLECTOR =
  /(?:^|[./@])(?:webhook\.site|requestbin\.(?:com|net)|requestb\.in|pipedream\.net|hookbin\.com|beeceptor\.com|interact\.sh|interactsh\.com|oast\.(?:fun|live|me|online|pro|site|us)|oastify\.com|burpcollaborator\.net|dnslog\.cn|ceye\.io|canarytokens\.(?:com|org)|ngrok(?:-free)?\.(?:io|app|dev)|localhost\.run|serveo\.net|trycloudflare\.com|loca\.lt|pastebin\.com|paste\.ee|hastebin\.com|dpaste\.(?:com|org)|termbin\.com|ix\.io|transfer\.sh|file\.io|0x0\.st|bashupload\.com|postb\.in|ptsv[23]?\.com|mockbin\.(?:io|org))(?:[:/?#"'\s]|$)/i;

/** Options behind which the body of a request stands. */
const BODY =
  /^(?:-d|-F|-T|--data(?:-\w+)?|--form(?:-string)?|--json|--upload-file|--post-(?:data|file)|--body-(?:data|file))(?:=.*)?$/;

const ENVIRONMENT = /\$\(\s*(?:env|printenv|export|set)\b|`\s*(?:env|printenv)\b|\/proc\/(?:self|\d+)\/environ/;

/** A body of which the sender reads all that it is given: `curl -d @-`. */
const FROM_INPUT = /^@?-$|^\w+=@-$/;

function dumpsSent(flows: PipelineFlows): PolicyMatch[] {
  const { commands } = flows;
  return commands.flatMap((command, index): PolicyMatch[] => {
    if (!SENDERS.has(command.name)) return [];
    const before = commands[index - 1];
    const filled = command.words.some((word) => ENVIRONMENT.test(word));
    const piped =
      before !== undefined && /^(?:env|printenv)$/.test(before.name) && before.words.length === 0 && isPiped(command);
    const written = command.words.some((word) => holdsDump(command, word, flows));
    if (!filled && !piped && !written) return [];
    const message = `The whole environment is sent away by ${command.name}, and all secrets of the job with it.`;
    return [{ place: command.place, severity: "critical", message }];
  });
}

const isPiped = ({ words }: Command): boolean =>
  words.some((word, at) => FROM_INPUT.test(word) && BODY.test(words[at - 1] ?? ""));

/** Whether a file that is sent was written from the environment in the same script. */
function holdsDump(command: Command, word: string, flows: PipelineFlows): boolean {
  const file = /@(?<file>[\w./-]{2,100})$/.exec(word)?.groups?.["file"];
  if (file === undefined) return false;
  const written = new RegExp(
    String.raw`\b(?:env|printenv|environ)\b[^\n]{0,80}>\s{0,5}["']?${escaped(file)}(?![\w.-])`,
  );
  return scriptsAt(flows, command).some(({ text }) => written.test(text.value));
}

const escaped = (text: string): string => text.replaceAll(/[.+*?^$()[\]{}|\\/-]/g, String.raw`\$&`);

function secretsSent(flows: PipelineFlows): PolicyMatch[] {
  const senders = flows.commands.filter(
    ({ name, words }) => SENDERS.has(name) && words.some((word) => COLLECTOR.test(word)),
  );
  return senders.flatMap((command): PolicyMatch[] => {
    const flow = flows.flows
      .filter(({ sink }) => sink.kind === "argv" || sink.kind === "host")
      .find(({ sink: { place } }) => isWithin(place, command));
    if (flow === undefined) return [];
    return [
      {
        place: command.place,
        severity: severityOf(flow),
        message: `${flowSubject(flow)} is sent to a service that shows whoever asks what was sent to it.`,
        related: stepsOf(flow),
      },
    ];
  });
}

/** The host of an address without anything that is worked out. */
const HOST = /https?:\/\/(?:[^\s\/@]{1,200}@)?(?<host>[\w.-]{1,200})(?=[:\/?#"'\s]|$)/gi;

/** Secrets that go to a host which is none of those that a repository has named. */
function sentElsewhere({ flows, commands }: PipelineFlows, hosts: readonly string[]): PolicyMatch[] {
  const senders = commands.flatMap((command) => {
    if (!SENDERS.has(command.name)) return [];
    const named = command.words.flatMap((word) =>
      Array.from(word.matchAll(HOST), ({ groups }) => groups?.["host"] ?? ""),
    );
    const strange = named.find((host) => !namesOne(hosts, host));
    return strange === undefined ? [] : [{ command, host: strange }];
  });
  return senders.flatMap(({ command, host }): PolicyMatch[] => {
    const flow = flows
      .filter(({ sink }) => sink.kind === "argv" || sink.kind === "host")
      .find(({ sink: { place } }) => isWithin(place, command));
    if (flow === undefined) return [];
    const message = `${flowSubject(flow)} is sent to ${host}, which is none of the hosts that are named.`;
    const severity = isJobToken(flow.reference) ? "low" : "high";
    return [{ place: command.place, severity, message, related: stepsOf(flow) }];
  });
}

const isWithin = ({ span }: Command["place"], { place }: Command): boolean =>
  place.span.start <= span.start && span.end <= place.span.end;

const severityOf = ({ reference }: Flow): Severity => (isJobToken(reference) ? "high" : "critical");
