import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type ArgumentSecret, argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { toolsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { secretName } from "../secret-like.ts";

/** A secret in the text of a message: a chat, a comment, an e-mail. */
export const secretInNotification = definePolicy({
  meta: {
    id: "logs/secret-in-notification",
    title: "Secret in the text of a message",
    why: "Chats, comments on pull requests and e-mails are read by more people than the log, are searched, archived and forwarded, and nothing masks a secret in them. A connection string in “the deployment to … has failed” is enough.",
    fix: "Write into the message what has happened, and link the run: the details belong into its log, where secrets are masked. The credential of the service itself goes where it belongs: the webhook's URL, a header, the input that takes the token. Where a message has already shown a secret, replace the secret; deleting the message is not enough.",
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude"],
    practices: ["P13"],
    cwe: [200, 209],
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
    return onePerPlace([...inCommands(flows), ...inInputs(flows), ...inSteps(flows)]);
  },
});

/** Programs whose arguments are a message to people, by their words. */
const MESSENGERS: readonly { readonly program: RegExp; readonly words: RegExp }[] = [
  { program: /^(?:mail|mailx|mutt|sendmail|swaks|sendemail|msmtp)$/, words: /./ },
  { program: /^(?:gh|hub)$/, words: /^(?:pr|issue) (?:comment|create|edit|review|close)\b|^release (?:create|edit)\b/ },
  { program: /^glab$/, words: /^(?:mr|issue) (?:note|create|update)\b|^release create\b/ },
  { program: /^(?:slack|telegram-send|ntfy|apprise|discord\.sh|slackcat)$/, words: /./ },
];

/** Addresses of services that show a request's body to people. */
const CHAT =
  /hooks\.slack\.com|slack\.com\/api\/chat|discord(?:app)?\.com\/api\/webhooks|\.webhook\.office\.com|outlook\.office\.com\/webhook|chat\.googleapis\.com|api\.telegram\.org|\/(?:comments|notes)(?:["'\s]|$)|(?:^|["'{$])(?:\w+_)?(?:SLACK|DISCORD|TEAMS|MATTERMOST|CHAT)(?:_\w+)?|^["']?\$\{?HOOK/;

const BODY = /^(?:-d|-F|--data(?:-\w+)?|--form(?:-string)?|--json|--post-data|--body-data)$/;

const isBody = ({ command: { words }, index, word }: ArgumentSecret): boolean =>
  BODY.test(words[index - 1] ?? "") || /^(?:--data|--json|--form|-d)[\w-]*=?./.test(word);

function isMessage(found: ArgumentSecret): boolean {
  const { name, words } = found.command;
  if (name === "curl" || name === "wget") return isBody(found) && words.some((word) => CHAT.test(word));
  const line = words.join(" ");
  const isText = (word: string | undefined): boolean =>
    !/^--?(?:token|auth|hostname|t|R|repo|password|p|ap|xp)\b/.test(word ?? "");
  return (
    isText(found.command.words[found.index - 1]) &&
    MESSENGERS.some(({ program, words: pattern }) => program.test(name) && pattern.test(line))
  );
}

function inCommands(flows: PipelineFlows): PolicyMatch[] {
  return argumentSecrets(flows)
    .filter(isMessage)
    .map(({ flow, command }) => ({
      place: flow.sink.place,
      message: `${flowSubject(flow)} stands in the text of a message that ${command.name} sends.`,
      related: stepsOf(flow),
    }));
}

/** Actions that send messages or write comments. */
const MESSENGER_ACTIONS =
  /slack|discord|teams|telegram|mattermost|notify|notification|send-?mail|sendgrid|email|comment|create-issue|create-an-issue|matrix-message/i;

const TEXT_INPUT =
  /^(?:.*[_-])?(?:text|message|msg|body|comment|content|payload|title|fields|attachments|html_body|description|footer|template|subject)$/i;

function inInputs(flows: PipelineFlows): PolicyMatch[] {
  const given = flows.references.filter(({ via, boundTo }) => via === "input" && TEXT_INPUT.test(boundTo ?? ""));
  return given.flatMap((one) => {
    const { place, secret, boundTo } = one;
    const [tool] = toolsAt(flows, one);
    if (tool === undefined || !MESSENGER_ACTIONS.test(tool.name)) return [];
    return [
      { place, message: `The text of a message that ${tool.name} sends (${boundTo}) holds ${secretName(secret)}.` },
    ];
  });
}

/** Steps of Jenkins that send messages. */
const MESSENGER_STEPS =
  /^(?:slackSend|mail|emailext|office365ConnectorSend|discordSend|telegramSend|mattermostSend|rocketSend|hipchatSend|googlechatnotification|zulipSend|ircNotify|jira(?:Comment|AddComment|NewIssue)|addGitLabMRComment)$/;

function inSteps({ platform, flows, tools }: PipelineFlows): PolicyMatch[] {
  if (platform !== "jenkins") return [];
  const texts = tools.flatMap(({ name, inputs }) =>
    MESSENGER_STEPS.test(name)
      ? (inputs ?? []).filter((input) => TEXT_INPUT.test(input.name) || input.name === "subject")
      : [],
  );
  return flows
    .filter(({ sink }) => sink.kind === "action" && MESSENGER_STEPS.test(sink.name))
    .filter(({ sink: { place } }) => texts.some((text) => isWithin(place, text.place)))
    .map((flow) => ({
      place: flow.sink.place,
      message: `${flowSubject(flow)} stands in the text of a message that ${flow.sink.name} sends.`,
      related: stepsOf(flow),
    }));
}

const isWithin = ({ span }: Place, outer: Place): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;
