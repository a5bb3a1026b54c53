import type { ContainerFault, FaultKind } from "../containers/content.ts";
import type { LeafFault } from "../containers/leaves.ts";
import { memberPath } from "../core/member-path.ts";
import type { Problem } from "../core/source.ts";

/** Members that a problem names. */
const NAMED = 3;

/** Problems of one file that are told one by one. */
const MOST_PROBLEMS = 20;

const UNPACK = "Unpack it and scan the folder, where its content matters.";

const KINDS: Readonly<Record<FaultKind, Pick<Problem, "level" | "code" | "hint">>> = {
  limit: {
    level: "error",
    code: "limit-reached",
    hint: "Unpack it and scan the folder, or accept it under `unread` in the configuration.",
  },
  encrypted: { level: "note", code: "malformed", hint: UNPACK },
  "unknown-method": { level: "note", code: "malformed", hint: UNPACK },
  malformed: { level: "note", code: "malformed", hint: "Nothing to do, unless it should be whole." },
};

interface Told {
  readonly subject: string;
  readonly fault: ContainerFault;
  readonly names: string[];
  count: number;
}

/** Gathers what is wrong with a file's containers, so that a thousand members with one fault are one problem. */
export class ContainerProblems {
  readonly #path: string;
  readonly #told = new Map<string, Told>();

  /** `path` is that of the file. */
  constructor(path: string) {
    this.#path = path;
  }

  note({ inside, fault }: LeafFault): void {
    const subject = inside === undefined ? this.#path : memberPath(this.#path, inside);
    const key = `${subject}\0${fault.fault}\0${fault.name === undefined}\0${fault.message}`;
    const told = this.#told.get(key) ?? { subject, fault, names: [], count: 0 };
    told.count++;
    if (fault.name !== undefined && told.names.length < NAMED) told.names.push(fault.name);
    this.#told.set(key, told);
  }

  /** What was noted, errors first; of a file with very many faults the first ones, and how many more there are. */
  all(): Problem[] {
    const all = [...this.#told.values()].map(({ subject, fault, names, count }) =>
      containerProblem(subject, fault, names, count),
    );
    const sorted = all.sort((a, b) => Number(b.level === "error") - Number(a.level === "error"));
    const [next] = sorted.slice(MOST_PROBLEMS);
    if (next === undefined) return sorted;
    const message = `has ${sorted.length - MOST_PROBLEMS} more faults like these`;
    return [...sorted.slice(0, MOST_PROBLEMS), { ...next, subject: this.#path, message }];
  }
}

/** What is wrong with a container, or with so many of its members, of which some are named. */
export function containerProblem(
  subject: string,
  { fault, message }: ContainerFault,
  names: readonly string[] = [],
  count = names.length,
): Problem {
  const more = count > names.length ? ` and ${count - names.length} more` : "";
  const about = names.length === 0 ? "" : `${names.join(", ")}${more} in it: `;
  return { ...KINDS[fault], subject, message: `${about}${message}` };
}

/** A note about a file of a format that cannot be opened. */
export function closedProblem(subject: string, format: string): Problem {
  return {
    level: "note",
    code: "malformed",
    subject,
    message: `is packed as ${format}, which cannot be opened, and was not searched`,
    hint: UNPACK,
  };
}
