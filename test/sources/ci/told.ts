import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildEvent } from "../../../src/sources/ci/build-event.ts";
import { systemHere } from "../../../src/sources/ci/systems.ts";
import { Variables } from "../../../src/sources/ci/variables.ts";
import { temporaryFolder } from "../temporary.ts";

/** Ids to tell commits apart by. */
export const [A, B, C, ZEROS] = ["a".repeat(40), "b".repeat(40), "c".repeat(40), "0".repeat(40)] as const;

/** What the system of an environment tells of its run, by its name. */
export function told(environment: Readonly<Record<string, string>>): readonly [system: string, event: BuildEvent] {
  const system = systemHere(environment);
  if (system === undefined) throw new Error("no system was recognised");
  return [system.name, system.read(new Variables(environment, system.name))];
}

/** The environment of a run of GitHub Actions with this event; a text stands as it is. */
export function githubRun(name: string, payload: unknown): Record<string, string> {
  const file = join(temporaryFolder(), "event.json");
  writeFileSync(file, typeof payload === "string" ? payload : JSON.stringify(payload));
  return { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file };
}
