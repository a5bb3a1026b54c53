import type { Edit } from "../../core/finding.ts";
import { asMapping, entryOf } from "../../platforms/document/access.ts";
import type { GithubActionsModel, Job, Permissions, Workflow } from "../../platforms/github-actions/model.ts";
import { commandsIn } from "../../policies/located.ts";
import { needsToWrite } from "../../policies/permission-needs.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { edit } from "../edit.ts";
import type { YamlText } from "../yaml/yaml-text.ts";
import type { Needs } from "./action-needs.ts";
import { mayAskIdentity } from "./command-needs.ts";
import { isUnknown, needsOfJob, reasonsOf } from "./job-needs.ts";
import { addToJob, permissionLines, type Reasons } from "./permission-lines.ts";

type Scene = PipelineScene<GithubActionsModel>;

/** Narrows permissions that hold for more than needs them. */
export const broadPermissions = pipelineFix<GithubActionsModel>({
  rules: ["scope/broad-token-permissions"],
  platforms: ["github-actions"],
  does: "Writes out what the jobs need in place of `write-all`, and moves the right to write from the top of a workflow to the jobs that use it.",
  mend(scene) {
    const { model, match } = scene;
    if (model.kind !== "workflow") return { refused: "the file is no workflow" };
    const owner = [undefined, ...model.jobs].find((one) => {
      const place = (one ?? model).permissions?.all?.place;
      return place?.span.start === match.place.span.start;
    });
    const isAll = owner !== undefined || model.permissions?.all?.place.span.start === match.place.span.start;
    return isAll ? writtenOut(scene, model, owner) : moved(scene, model, model.permissions);
  },
});

/** In place of `write-all` what the job needs, or what all jobs need that have no permissions of their own. */
function writtenOut({ flows, siblings, yaml }: Scene, workflow: Workflow, owner: Job | undefined): Attempt {
  const permissions = (owner ?? workflow).permissions;
  const around = { workflow, flows, siblings };
  const jobs = owner === undefined ? workflow.jobs.filter((one) => one.permissions === undefined) : [owner];
  const needs: Record<string, "read" | "write"> = {};
  for (const job of jobs) {
    const own = needsOfJob(job, around);
    if (isUnknown(own)) return own;
    if (own["id-token"] === undefined && asksIdentity(job, flows))
      return { refused: `a script of the job ${job.id.value} may use the job's identity (\`id-token\`)` };
    // What only one of several jobs needs to write belongs to it.
    if (jobs.length > 1 && Object.values(own).includes("write"))
      return { refused: `the job ${job.id.value} needs to write and others do not; give each its own permissions` };
    Object.assign(needs, own);
  }
  if (permissions?.all === undefined) return { refused: "the permissions are not written as one word" };
  const start = permissions.key.place.span.start;
  const column = yaml.column(start);
  const lines = permissionLines(needs, yaml.step).map((line, index) =>
    index === 0 ? line : " ".repeat(column) + line,
  );
  const { end } = permissions.all.place.span;
  const insert = lines.join(yaml.newline);
  return { does: "Writes out the permissions that are needed.", edits: [edit(yaml.unit, start, end, insert)] };
}

/** From the top to the jobs that write, or of which that cannot be told: these keep what they have. */
function moved({ flows, siblings, yaml }: Scene, workflow: Workflow, permissions: Permissions | undefined): Attempt {
  if (permissions === undefined) return { refused: "its permissions are not found" };
  const all = givenBy(permissions);
  const comments = commentsOf(yaml, permissions);
  const edits: Edit[] = [];
  const read = new Set<string>();
  let narrows = false;
  for (const job of workflow.jobs.filter((one) => one.permissions === undefined)) {
    const known = needsOfJob(job, { workflow, flows, siblings });
    const isOpen = isUnknown(known) || (all["id-token"] !== undefined && asksIdentity(job, flows));
    const own = isOpen ? neededOf(all, job, flows) : known;
    narrows ||= Object.keys(all).some((scope) => own[scope] !== all[scope]);
    if (!Object.values(own).includes("write") && Object.keys(own).every((scope) => all[scope] !== undefined)) {
      // It goes on with what stands at the top.
      for (const scope of Object.keys(own)) read.add(scope);
      continue;
    }
    const added = addToJob(yaml, job.id.value, own, new Map([...reasonsOf(job), ...comments]));
    if (added === undefined)
      return { refused: `the job ${job.id.value} is not written in lines that a block can be added to` };
    edits.push(added);
  }
  if (!narrows) return { refused: "nothing shows which of the jobs needs less" };
  const lowered = loweredAt(yaml, permissions, read);
  if (lowered === undefined) return { refused: "the permissions are not written in lines" };
  const names = Object.keys(all).filter((scope) => all[scope] === "write");
  return {
    does: `Gives the right to write (${names.join(", ")}) to the jobs that use it alone.`,
    edits: [...edits, ...lowered],
  };
}

const asksIdentity = (job: Job, flows: Scene["flows"]): boolean => commandsIn(flows, job.id.value).some(mayAskIdentity);

const givenBy = ({ scopes }: Permissions): Needs =>
  Object.fromEntries(
    scopes.flatMap(({ name, value }) =>
      value.value === "read" || value.value === "write" ? [[name.value, value.value]] : [],
    ),
  );

/** What a job has now, without the rights to write that it plainly has no use for. */
function neededOf(all: Needs, job: Job, flows: Scene["flows"]): Needs {
  return Object.fromEntries(
    Object.entries(all).flatMap(([scope, level]): [string, "read" | "write"][] => {
      if (level === "read" || needsToWrite(job, scope, flows) !== "no") return [[scope, level]];
      return isReadable(scope) ? [[scope, "read"]] : [];
    }),
  );
}

const isReadable = (scope: string): boolean => scope !== "id-token" && scope !== "attestations";

/** Words behind the rights to write, which go where these go. */
function commentsOf(yaml: YamlText, { scopes }: Permissions): Reasons {
  return new Map(
    scopes.flatMap(({ name, value }) => {
      const { start, end } = value.place.span;
      const [, beside] = /^[ \t]*#[ \t]*([^\r\n]*\S)/.exec(yaml.text.slice(end, yaml.nextLine(end))) ?? [];
      const line = yaml.lineStart(start);
      const [, above] = /(?:^|\n)[ \t]*#[ \t]*([^\r\n]*\S)[ \t]*\r?\n$/.exec(yaml.text.slice(0, line)) ?? [];
      const said = beside ?? above;
      return said === undefined ? [] : [[name.value, asUtf8(said)] as const];
    }),
  );
}

const asUtf8 = (text: string): string => Buffer.from(text, "latin1").toString("utf8");

/** What jobs still read of the rights to write stays readable; the others go, with the comments that are about them. */
function loweredAt(yaml: YamlText, permissions: Permissions, read: ReadonlySet<string>): Edit[] | undefined {
  const map = asMapping(entryOf(yaml.root, "permissions")?.value);
  if (map === undefined) return undefined;
  const writes = permissions.scopes.filter(({ value }) => value.value === "write");
  const stays = (scope: string): boolean => read.has(scope) && isReadable(scope);
  const isAnyLeft = permissions.scopes.some(({ name, value }) => value.value !== "write" || stays(name.value));
  if (!isAnyLeft) {
    const { start } = permissions.key.place.span;
    return [edit(yaml.unit, start, yaml.valueEnd(map), "permissions: {}")];
  }
  const edits = writes.map(({ name, value }) => {
    const { start, end } = value.place.span;
    const entry = entryOf(map, name.value);
    if (stays(name.value)) return edit(yaml.unit, start, end, "read");
    return entry === undefined ? undefined : yaml.removeEntry(map, entry, { withComment: true });
  });
  return edits.includes(undefined) ? undefined : edits.filter((one) => one !== undefined);
}
