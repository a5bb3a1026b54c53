import { CANARY_FORMS } from "../../inventory/canary-forms.ts";
import { COLOR_FLAG, type CommandMeta, FLAG_GROUPS, type Flag, GLOBAL_FLAGS } from "../flags.ts";
import { SCAN } from "../scan-flags.ts";

/** Flags of a scan that say what a drill is looked for in, and what fails the gate. */
const OF_SCAN: ReadonlySet<string> = new Set([
  "since",
  "range",
  "ci",
  "staged",
  "history",
  "config",
  "baseline",
  "no-baseline",
  "preset",
  "min-confidence",
  "fail-on",
]);

const OWN: readonly Flag[] = [
  {
    name: "output",
    short: "o",
    kind: "value",
    value: "FILE",
    default: "canary.env",
    group: "What to write",
    text: "File to plant it in.",
    more: "A new file in the repository; nothing is written over. Choose a place where such a mistake could happen. Beside it `.sealint/canary.json` is written, which holds a print by which the drill is recognised, and no value.",
  },
  {
    name: "form",
    kind: "value",
    value: "NAME",
    choices: CANARY_FORMS,
    default: "password",
    group: "What to write",
    text: "What it looks like.",
    more: "`password` is that of a database. `token` has the form and the checksum of a forge's token, so that the forge's own push protection may stop it first. Either is made by chance, and no service accepts it.",
  },
  {
    name: "verify",
    kind: "switch",
    group: "What to search",
    text: "Prove that the gate stops the secret that was planted.",
    more: "In the report of a run, with `--report`, or else in a search as `sealint scan` makes it: of all files, or of what `--staged`, `--range`, `--since`, `--ci` or `--history` say. Exits 0 where it is reported at the failing level, 1 where the gate lets it through, 2 where that cannot be told.",
  },
  {
    name: "report",
    kind: "list",
    value: "FILE",
    group: "What to search",
    text: "With --verify: a report of the gate, as JSON or SARIF; repeat it for more.",
  },
  {
    name: "recognise",
    kind: "switch",
    group: "What to search",
    text: "Say whether the value on standard input is one of this repository's canaries.",
    more: "For whoever meets one in an alert. Exits 0 where it is one, 1 where it is none. The value is neither shown nor kept.",
  },
];

const groupOf = ({ group }: Flag): number => FLAG_GROUPS.indexOf(group);

/** `sealint inventory canary`. */
export const INVENTORY_CANARY: CommandMeta = {
  name: "inventory canary",
  text: "Plant a made-up secret; prove that the gate stops it.",
  flags: [
    ...[...OWN, ...SCAN.flags.filter(({ name }) => OF_SCAN.has(name)), COLOR_FLAG].sort(
      (a, b) => groupOf(a) - groupOf(b),
    ),
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint inventory canary --output config/prod.env", text: "Plant one, to commit and push on a branch." },
    {
      line: "sealint inventory canary --verify --report sealint.sarif",
      text: "Prove by the report of the pipeline that it was stopped.",
    },
    { line: "sealint inventory canary --verify --staged", text: "Prove that the hook would stop it." },
  ],
};
