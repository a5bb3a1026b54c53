import type { Severity } from "../../core/levels.ts";
import { namesOne } from "../../core/name-pattern.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type ArgumentSecret, argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A secret as an argument of a program, where the list of processes shows it to everything on the machine. */
export const passwordFlag = definePolicy({
  meta: {
    id: "cmdline/password-flag",
    title: "Password on a command line",
    why: "While a program runs, its arguments can be read by every other process of the machine (`ps`, `/proc`), are kept in audit logs and crash reports, and are repeated in error messages and traces. High: a program that warns of it itself or that takes its password in another way just as well (`docker login`, `mysql`, `sshpass`). Medium: another program that is given a secret behind an option for one. Low: the job's own token, which ends with the job.",
    fix: 'Hand the secret over in the environment, on the standard input or in a file: `echo "$PW" | docker login --username u --password-stdin`, `MYSQL_PWD`, `PGPASSWORD`, `SSHPASS` with `sshpass -e`, `curl --header @file` or `--netrc-file`, `AZURE_…` variables, `GH_TOKEN` for gh. Most programs name such a variable in their help beside the option.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.docker.com/reference/cli/docker/login/#password-stdin",
      "https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html",
      "https://attack.mitre.org/techniques/T1552/",
    ],
    practices: ["P12"],
    cwe: [214, 522],
    options: {
      flags: {
        kind: "names",
        more: "finds",
        says: "Further options that take a secret, of programs of yours.",
        example: ["--db-key", "-K"],
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
  check({ flows, options: { flags } }) {
    return onePerPlace(argumentSecrets(flows).flatMap((found) => matchOf(found, flags)));
  },
});

/** Options that take a secret, whatever the program. */
const SECRET_OPTION =
  /^(?:--?|\/)(?:\w+[-_.])*(?:pass(?:word|wd|phrase)?|pwd|token|secret|api[-_]?key|auth[-_]?key|access[-_]?key|private[-_]?key|secret[-_]?key|client[-_]?secret|credentials?|bearer)$/i;

/** Options of single programs, and whether the value may stand in the same word. */
const OWN_OPTION: ReadonlyMap<string, RegExp> = new Map([
  ...["docker", "podman", "buildah", "nerdctl", "skopeo", "helm", "oras", "crane", "az", "sshpass", "mongo"].map(
    (name) => [name, /^-p$/] as const,
  ),
  ...["mongodump", "mongorestore", "mongosh", "cf", "ftp", "mosquitto_pub"].map(
    (name) => [name, /^-(?:p|P)$/] as const,
  ),
  ...["redis-cli", "ldapsearch", "lftp"].map((name) => [name, /^-(?:a|w)$/] as const),
  ["curl", /^(?:-u|--user|--proxy-user)$/],
  ["http", /^(?:-a|--auth)$/],
  ["wget", /^--(?:http-|ftp-)?password$/],
  ["zip", /^-P$/],
  ["7z", /^-p$/],
  ["nuget", /^-(?:ApiKey|Password)$/],
  ["dotnet", /^(?:-k|--api-key|-p|--password)$/],
  ["snyk", /^auth$/],
  ["twine", /^-p$/],
  ["vault", /^login$/],
  ["jfrog", /^--(?:access-token|apikey)$/],
  ["sonar-scanner", /^-D$/],
]);

/** The value in the option's own word: `-p"$PW"`, `-Dsonar.token=$T`. */
const JOINED: ReadonlyMap<string, RegExp> = new Map([
  ...["mysql", "mysqldump", "mysqladmin", "mariadb", "sshpass", "7z", "7za", "unzip"].map(
    (name) => [name, /^-[pP]./] as const,
  ),
  ...["sonar-scanner", "mvn", "gradle", "gradlew", "mvnw"].map(
    (name) => [name, /^-[DP][\w.-]*(?:token|password|passphrase|secret|login|key)=/i] as const,
  ),
]);

/** Programs that warn of it themselves, or that everybody knows how to give a password in another way. */
const WARNED = new Set([
  "docker",
  "podman",
  "mysql",
  "mysqldump",
  "mysqladmin",
  "mariadb",
  "sshpass",
  "az",
  "redis-cli",
  "helm",
]);

/** A folder in front of a variable makes it the name of a file: `--key=../keys/$KEY`. */
const NAMES_FILE = /(?:^|=)["']?(?:\.{0,2}\/|[\w.-]{1,100}\/)(?:[\w.-]{1,100}\/){0,20}\$\{?\w+\}?["']?$/;

function matchOf(found: ArgumentSecret, flags: readonly string[]): PolicyMatch[] {
  // A cmdlet is no process of its own.
  if (CMDLET.test(found.command.name)) return [];
  const option = optionOf(found, flags);
  if (option === undefined || NAMES_FILE.test(found.word)) return [];
  const { command, flow, index } = found;
  const { reference } = flow;
  return [
    {
      place: command.placeOfWord(index),
      severity: severityOf(found),
      message: `The command line of ${command.name} shows ${secretName(reference.secret)} (${option}) to every process of the machine.`,
      related: stepsOf({ ...flow, sink: { ...flow.sink, place: command.placeOfWord(index) } }),
    },
  ];
}

/** `Verb-Noun`, as PowerShell calls what it runs itself. */
const CMDLET = /^[A-Z][a-z]+-[A-Z]\w+$/;

/** The option that takes the secret; undefined where it is no option for one. */
function optionOf(
  { command: { name, words }, index, word }: ArgumentSecret,
  flags: readonly string[],
): string | undefined {
  const [head = "", ...rest] = word.split("=");
  const isFlag = (option: string): boolean => SECRET_OPTION.test(option) || (option !== "" && namesOne(flags, option));
  if (rest.length > 0 && isFlag(head)) return head;
  if (JOINED.get(name)?.test(word) === true)
    return /^-[pP]/.test(word) && !word.includes("=") ? word.slice(0, 2) : head;
  const before = words[index - 1] ?? "";
  return isFlag(before) || OWN_OPTION.get(name)?.test(before) === true ? before : undefined;
}

function severityOf({ command: { name }, flow: { reference } }: ArgumentSecret): Severity {
  if (isJobToken(reference)) return "low";
  return WARNED.has(name) ? "high" : "medium";
}
