import type { Command } from "../../core/pipeline.ts";

/** Programs that log in to a registry of images, with the words in front of `login`. */
const IMAGE_LOGINS =
  /^(?:(?:docker|podman|nerdctl|buildah|skopeo|oras|crane)\s(?:auth\s)?login|helm\sregistry\slogin)\b/;
/** Flags of theirs that take no value; of any other the next word is the value. */
const SWITCHES = /^(?:--password-stdin|--verbose|--get-login|--insecure|--tls-verify(?:=.*)?|-v)$/;

/** Programs that publish to the registry of their language, unless they are told another one. */
const PUBLISHERS: readonly { readonly line: RegExp; readonly other: RegExp; readonly host: string }[] = [
  {
    line: /^(?:npm|pnpm|yarn|bun)\s(?:npm\s)?publish\b/,
    other: /--registry[= ](?<host>\S+)/,
    host: "registry.npmjs.org",
  },
  { line: /^twine\supload\b/, other: /--repository(?:-url)?[= ](?<host>\S+)/, host: "pypi.org" },
  {
    line: /^(?:uv|poetry|hatch|flit)\spublish\b/,
    other: /--(?:publish-url|repository|repo)[= ](?<host>\S+)/,
    host: "pypi.org",
  },
  { line: /^cargo\spublish\b/, other: /--(?:registry|index)[= ](?<host>\S+)/, host: "crates.io" },
  { line: /^gem\spush\b/, other: /--host[= ](?<host>\S+)/, host: "rubygems.org" },
];

/** The host that a command presents its credential to; undefined where it presents none, or that cannot be told. */
export function loginHost({ name, words }: Pick<Command, "name" | "words">): string | undefined {
  const line = [name, ...words].join(" ");
  if (IMAGE_LOGINS.test(line)) return imageHost(words);
  const publisher = PUBLISHERS.find((one) => one.line.test(line));
  if (publisher === undefined) return undefined;
  const told = publisher.other.exec(line)?.groups?.["host"];
  if (told === undefined) return publisher.host;
  return told.includes("$") ? undefined : /^(?:[a-z]+:\/\/)?([\w.-]+\.[\w-]+)/.exec(told)?.[1];
}

function imageHost(words: readonly string[]): string | undefined {
  const behind = words.slice(words.indexOf("login") + 1);
  const servers: string[] = [];
  for (let at = 0; at < behind.length; at++) {
    const word = behind[at] ?? "";
    if (!word.startsWith("-")) servers.push(word);
    else if (!SWITCHES.test(word) && !word.includes("=") && !/^-[up]./.test(word)) at++;
  }
  const [server = "docker.io"] = servers;
  if (/[$<{]/.test(server)) return undefined;
  return server.replace(/^https?:\/\//, "").split("/")[0];
}
