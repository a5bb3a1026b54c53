import { namesOne } from "../../core/name-pattern.ts";
import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A way into a running job from outside, in a job with secrets. */
export const debugOnProd = definePolicy({
  meta: {
    id: "environment/debug-on-prod",
    title: "Shell for debugging in a job with secrets",
    why: "tmate and its like open a shell in the running job to whoever has the address, which stands in the log. All secrets of the job are there to be read, past every mask, and what is done leaves no trace. High: a secret is in the job, or its token can write. Low: neither is so as yet.",
    fix: "Take it out of the file. Look for faults in a job of its own without secrets, that only a person starts (`workflow_dispatch`), let only the person who started it in (`limit-access-to-actor: true`), and set a time limit.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.com/mxschmitt/action-tmate#use-registered-public-ssh-keys",
      "https://docs.gitlab.com/ci/interactive_web_terminal/",
      "https://circleci.com/docs/guides/execution-managed/ssh-access-jobs/",
    ],
    practices: ["P18"],
    cwe: [489, 912],
    allows: { what: "actions, programs and scripts that open the shell", example: "tmate" },
    options: {
      tools: {
        kind: "names",
        more: "finds",
        says: "Further actions and programs that let somebody into a running job.",
        example: ["my-org/debug-action", "open-shell"],
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
  check({ flows, options }) {
    const isNamed = (name: string): boolean => namesOne(options.tools, name);
    const tools = flows.tools.filter(({ name }) => DOORS.test(name) || isNamed(name));
    const commands = flows.commands.filter(
      ({ name, words }) => PROGRAM.test(name) || isTunnel(name, words) || isNamed(name),
    );
    return onePerPlace([
      ...tools.map(({ name, place, job }) => matchOf(flows, name, place, job)),
      ...commands.map(({ name, place, job }) => matchOf(flows, name, place, job)),
      ...fetchedDoors(flows),
    ]);
  },
});

const DOORS =
  /^(?:mxschmitt\/action-tmate|csexton\/debugger-action|lhotari\/action-upterm|owenthereal\/action-upterm|luchihoratiu\/debug-via-ssh|valeriangalliat\/action-sshd-cloudflared|namespacelabs\/breakpoint-action|fleet-hq\/action-tmate|timewarp\/debug|warpdotdev\/action-tmate|tiate-io\/action-tmate|p3terx\/ssh2actions|p3terx\/debugger-action)$/i;

const PROGRAM = /^(?:tmate|upterm|gotty|ttyd|teleconsole|sshx|wetty)$/;

/** A tunnel to the machine's own shell. */
const isTunnel = (name: string, words: readonly string[]): boolean =>
  name === "ngrok" && words[0] === "tcp" && words.includes("22");

/** The scripts by which AppVeyor opens its machines to a remote desktop or shell. */
const DOOR_SCRIPT =
  /https?:\/\/[\w.-]{1,100}\/appveyor\/ci\/[\w.\/-]{1,100}\/(?<name>enable-(?:rdp|ssh|vnc)[\w-]{0,40}\.(?:ps1|sh))/g;

function fetchedDoors(flows: PipelineFlows): PolicyMatch[] {
  return flows.scripts.flatMap(({ text, job }) =>
    [...text.value.matchAll(DOOR_SCRIPT)].flatMap(({ index, 0: { length }, groups }) => {
      const before = text.value.slice(text.value.lastIndexOf("\n", index) + 1, index);
      if (/(?:^|\s)(?:#|rem\s)/i.test(before)) return [];
      return [matchOf(flows, groups?.["name"] ?? "", text.placeOf(index, index + length), job)];
    }),
  );
}

function matchOf(flows: PipelineFlows, name: string, place: Place, job: string | undefined): PolicyMatch {
  const stake = stakeOf(flows, job);
  return {
    place,
    subject: name,
    severity: byStake(stake, "high"),
    message: `A shell into the running job is opened by ${name}, and ${stakeClause(stake)}.`,
    related: givenAt(stake.secrets),
  };
}
