import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { opennessOf } from "../../../src/platforms/github-actions/openness.ts";
import { parse } from "../../../src/platforms/github-actions/parse.ts";

/** How open the job `a` is through the first event. */
function openness(on: string, jobs: string): string {
  const { model } = parse(unitOf(".github/workflows/a.yml", Buffer.from(`on: ${on}\njobs: { ${jobs} }\n`)));
  if (model?.kind !== "workflow") throw new Error("no workflow");
  const [event] = model.on;
  const job = model.jobs.find(({ id }) => id.value === "a");
  if (event === undefined || job === undefined) throw new Error("no event or job");
  return opennessOf(model, event, job, job.steps[0]);
}

describe("opennessOf", () => {
  it.each([
    ["pull_request_target", "a: {}", "open"],
    ["pull_request_target", "a: { environment: review }", "approved"],
    ["pull_request_target", "a: { if: github.event_name == 'push' }", "closed"],
    ["pull_request_target", "a: { if: '!github.event.pull_request.head.repo.fork' }", "closed"],
    ["pull_request_target", "a: { if: github.event.pull_request.head.repo.owner.login == 'me' }", "closed"],
    ["pull_request_target", "a: { if: \"github.event.pull_request.user.login == 'dependabot[bot]'\" }", "closed"],
    ["pull_request_target", "a: { if: \"github.actor == 'dependabot[bot]'\" }", "approved"],
    ["pull_request_target", "a: { if: \"contains(github.event.pull_request.labels.*.name, 'ok')\" }", "approved"],
    ["{ pull_request_target: { types: [labeled] } }", "a: {}", "approved"],
    ["{ pull_request_target: { types: [opened, labeled] } }", "a: {}", "open"],
    [
      "{ pull_request_target: { types: [opened, labeled] } }",
      "a: { if: github.event.action == 'labeled' }",
      "approved",
    ],
    ["pull_request_target", "a: { if: needs.b.outputs.is-allowed == 'true', needs: b }, b: {}", "approved"],
    ["pull_request_target", "a: { if: needs.b.outputs.changed == 'true', needs: b }, b: {}", "open"],
    ["pull_request_target", "a: { needs: b }, b: { if: github.event_name == 'push' }", "closed"],
    ["pull_request_target", "a: { needs: [b] }, b: { needs: c }, c: { environment: review }", "approved"],
    ["pull_request_target", "a: { needs: b, if: always() }, b: { if: false }", "open"],
    ["pull_request_target", "a: { needs: b }, b: { needs: a }", "open"],
    ["pull_request_target", "a: { needs: gone }", "open"],
    ["pull_request_target", "a: { steps: [{ run: x, if: github.event_name == 'push' }] }", "closed"],
    ["workflow_run", "a: { if: github.event.workflow_run.event == 'push' }", "closed"],
    ["workflow_run", "a: { if: github.event.workflow_run.event == 'pull_request' }", "open"],
    ["workflow_run", "a: { if: github.event.workflow_run.conclusion == 'success' }", "open"],
    ["workflow_run", "a: { if: github.event.workflow_run.head_repository.full_name == github.repository }", "closed"],
    ["issue_comment", "a: { if: github.event.issue.pull_request }", "open"],
    ["issue_comment", "a: { if: github.event.comment.author_association == 'OWNER' }", "approved"],
    ["issue_comment", "a: { if: github.event.comment.author_association != 'NONE' }", "open"],
    ["issue_comment", "a: { if: github.event.issue.author_association == 'OWNER' }", "closed"],
  ])("%s: %s", (on, jobs, expected) => {
    expect(openness(on, jobs)).toBe(expected);
  });
});
