import { COLOR_FLAG, type CommandMeta, GLOBAL_FLAGS } from "../flags.ts";
import { CONFIG_FLAG, NO_IGNORE } from "../scan-flags.ts";

/** How `sealint flows` can be written. */
export const FLOWS_FORMATS = ["text", "json", "mermaid", "svg"] as const;
export type FlowsFormat = (typeof FLOWS_FORMATS)[number];

export const FLOWS: CommandMeta = {
  name: "flows",
  text: "Show where the secrets of pipelines go.",
  operand: { usage: "[PATH…]", text: "Files and folders with pipelines; the current folder by default." },
  flags: [
    NO_IGNORE,
    CONFIG_FLAG,
    {
      name: "secret",
      kind: "list",
      value: "NAME",
      group: "What to report",
      text: "This secret only; may be given several times.",
      more: "Letters count in either case.",
    },
    {
      name: "format",
      short: "f",
      kind: "value",
      value: "NAME",
      choices: FLOWS_FORMATS,
      default: "text",
      group: "How to report it",
      text: "For people, for programs, or as a picture.",
      more: "`mermaid` is a flowchart that GitHub and GitLab draw in Markdown; `svg` is a picture that stands alone.",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      value: "FILE",
      group: "How to report it",
      text: "File to write in place of standard output.",
    },
    COLOR_FLAG,
    ...GLOBAL_FLAGS,
  ],
  examples: [
    { line: "sealint flows", text: "See each secret, the jobs that get it, and where it ends." },
    { line: "sealint flows --format svg --output flows.svg", text: "Draw a picture." },
    { line: "sealint flows --secret DEPLOY_TOKEN", text: "Follow one secret before it is rotated." },
  ],
};
