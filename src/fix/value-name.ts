import { envName } from "./env-name.ts";

/** Words that say nothing of whose value it is. */
const BARE =
  /^(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PWD|AUTH|AUTHORIZATION|USER|VALUE|DATA|API_KEY|APIKEY|ACCESS_TOKEN|AUTH_TOKEN|CLIENT_SECRET)$/;

/** Groups of rules that are no provider's. */
const NO_PROVIDER = /^(?:generic|uri|http|plaintext|private-key|structured)$/;

/** A variable's name: what the value is assigned to, with the rule's provider in front where that says nothing by itself. */
export function variableName(assigned: string, rule: string): string | undefined {
  const name = envName(assigned);
  const [group = ""] = rule.split("/");
  if (name === undefined) return nameOfRule(rule);
  if (!BARE.test(name) || NO_PROVIDER.test(group)) return name;
  const provider = envName(group);
  return provider === undefined ? name : `${provider}_${name}`;
}

/** What the rule that knows a value's form calls it; undefined where it is a rule of no provider. */
export function nameOfRule(rule: string): string | undefined {
  const [group = "", kind = ""] = rule.split("/");
  return NO_PROVIDER.test(group) ? undefined : envName(`${group}_${kind}`);
}

/** What a value of a script is assigned to. */
const ASSIGNED = /(?:^|[\s;&|(])(?:\$env:)?(?<name>[A-Za-z_]\w*)\s?=\s?["']?$/;

/** What a value of a script is for, by what stands in front of it in its line; the group `name` says it. */
const IN_FRONT: readonly RegExp[] = [
  /["'](?<name>[A-Za-z_]\w*)=$/,
  /(?:^|\s)--?(?<name>[A-Za-z][\w-]{3,})(?:=|\s+)["']?$/,
  /(?:^|["'\s])(?:[xX]-)?(?<name>[A-Za-z][\w-]{2,})["']?\s*:\s*["']?$/,
];

/** What an address' password is for is its user. */
const OF_USER = /:\/\/(?<user>[\w.-]+):$/;

/** The name for a value that a script has written out; undefined where nothing says what it is for. */
export function nameInScript(before: string, rule: string): string | undefined {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const user = OF_USER.exec(line)?.groups?.["user"];
  if (user !== undefined) return envName(`${user}_password`);
  // `Bearer` and its like say how a value is sent.
  const plain = line.replace(/\b(?:Bearer|Basic|token|Token)\s+$/, "");
  const assigned = ASSIGNED.exec(plain)?.groups?.["name"];
  if (assigned !== undefined) return variableName(assigned, rule);
  // Scripts send one value in many ways.
  const ofRule = nameOfRule(rule);
  if (ofRule !== undefined) return ofRule;
  const said = IN_FRONT.map((one) => one.exec(plain)?.groups?.["name"]).find((one) => one !== undefined);
  return said === undefined || /^authorization$/i.test(said) ? undefined : variableName(said, rule);
}
