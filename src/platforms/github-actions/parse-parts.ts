import { decode } from "../../core/text.ts";
import { asScalar, entryOf, isNull, scalarsOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode } from "../document/tree.ts";
import type { Binding, Bindings, Concurrency, Container, Input, Permissions, RunDefaults, Step } from "./model.ts";

export function parseBindings(node: DocumentNode | undefined): Bindings {
  if (node?.kind === "scalar" && !isNull(node)) return { entries: [], expression: node };
  return { entries: bindingsOf(node) };
}

/** The entries of a map whose values are scalars. */
export function bindingsOf(node: DocumentNode | undefined): Binding[] {
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) => (value.kind === "scalar" ? [{ name: key, value }] : []));
}

/** `permissions` of a workflow or job; undefined where it is not written. */
export function parsePermissions(node: DocumentNode, bytes: Uint8Array): { readonly permissions?: Permissions } {
  const entry = entryOf(node, "permissions");
  if (entry === undefined) return {};
  const all = asScalar(entry.value);
  return {
    permissions: {
      key: entry.key,
      ...(all !== undefined && !isNull(all) && { all }),
      isEmpty: all !== undefined && isNull(all),
      scopes: bindingsOf(entry.value).map((scope) => ({ ...scope, commented: isCommented(scope, bytes) })),
    },
  };
}

const [HASH, BREAK] = [0x23, 0x0a];

/** Whether a comment stands behind a binding, or alone on the line above it. */
function isCommented({ name, value }: Binding, bytes: Uint8Array): boolean {
  const end = value.place.span.end;
  const lineEnd = endOfLine(bytes, end);
  if (saysSomething(bytes.subarray(end, lineEnd))) return true;
  const start = bytes.lastIndexOf(BREAK, name.place.span.start - 1);
  if (start <= 0) return false;
  const above = bytes.subarray(bytes.lastIndexOf(BREAK, start - 1) + 1, start);
  return above.find((byte) => byte !== 0x20 && byte !== 0x09) === HASH && saysSomething(above);
}

/** Words to tools, which tell nobody what a permission is for. */
const TO_TOOLS =
  /^(?:zizmor|sealint|checkov|poutine|octoscan|ghalint|actionlint|semgrep|nosem|noqa|yamllint|kics|trivy)\b/i;

/** Whether there is a comment with words to people in it. */
function saysSomething(line: Uint8Array): boolean {
  const at = line.indexOf(HASH);
  if (at === -1) return false;
  const words = decode(line.subarray(at)).replace(/^[#\s]+/, "");
  return /\p{L}/u.test(words) && !TO_TOOLS.test(words);
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(BREAK, from);
  return at === -1 ? bytes.length : at;
}

export function parseDefaults(node: DocumentNode | undefined): RunDefaults {
  return pickScalars(valueOf(node, "run"), { shell: "shell", workingDirectory: "working-directory" });
}

export function parseConcurrency(node: DocumentNode): { readonly concurrency?: Concurrency } {
  const value = valueOf(node, "concurrency");
  if (value === undefined) return {};
  if (value.kind === "scalar") return { concurrency: { group: value } };
  return { concurrency: pickScalars(value, { group: "group", cancelInProgress: "cancel-in-progress" }) };
}

export function parseInputs(node: DocumentNode | undefined): Input[] {
  if (node?.kind !== "map") return [];
  const names = { type: "type", required: "required", default: "default", description: "description" };
  return node.entries.map(({ key, value }) => ({ name: key, ...pickScalars(value, names) }));
}

/** A job's container or service: an image's name, or a map. */
export function parseContainer(node: DocumentNode): Container {
  if (node.kind === "scalar") return { image: node, env: noBindings, credentials: noBindings, volumes: [] };
  return {
    ...pickScalars(node, { image: "image", options: "options" }),
    env: parseBindings(valueOf(node, "env")),
    credentials: parseBindings(valueOf(node, "credentials")),
    volumes: scalarsOf(valueOf(node, "volumes")),
  };
}

export const noBindings: Bindings = { entries: [] };

const STEP_SCALARS = {
  id: "id",
  name: "name",
  if: "if",
  uses: "uses",
  run: "run",
  shell: "shell",
  workingDirectory: "working-directory",
  continueOnError: "continue-on-error",
} as const;

/** The steps of a job or composite action; items that are no map are left out, but counted. */
export function parseSteps(node: DocumentNode | undefined): Step[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item, index) => {
    if (item.kind !== "map") return [];
    const bindings = { with: parseBindings(valueOf(item, "with")), env: parseBindings(valueOf(item, "env")) };
    return [{ number: index + 1, place: item.place, ...pickScalars(item, STEP_SCALARS), ...bindings }];
  });
}
