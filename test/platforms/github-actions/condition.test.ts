import { describe, expect, it } from "vitest";
import { type Known, known, mayHold } from "../../../src/platforms/github-actions/condition.ts";

const FACTS: Readonly<Record<string, Known>> = {
  "github.event_name": known("pull_request_target"),
  "github.event.pull_request.head.repo.fork": known(true),
  "github.event.pull_request.head.repo.full_name": { kind: "outsider" },
  "github.actor": { kind: "outsider" },
  "github.event.comment.author_association": { kind: "oneOf", values: ["NONE", "CONTRIBUTOR"] },
  "github.event.pull_request.labels.*.name": known([]),
  "github.event.label.name": known(null),
};

const holds = (condition: string): boolean => mayHold(condition, (path) => FACTS[path]);

describe("mayHold", () => {
  it.each([
    ["github.event_name == 'push'", false],
    ["github.event_name == 'PULL_REQUEST_TARGET'", true],
    ["github.event_name != 'pull_request_target'", false],
    ["${{ github.event_name == 'push' }}", false],
    ["github['event_name'] == 'push'", false],
    ["GitHub.Event_Name == 'push'", false],
    ["!github.event.pull_request.head.repo.fork", false],
    ["github.event.pull_request.head.repo.fork == false", false],
    ["github.event.pull_request.head.repo.fork == 'false'", false],
    ["github.event.pull_request.head.repo.full_name == github.repository", false],
    ["github.repository == github.event.pull_request.head.repo.full_name", false],
    ["github.event.pull_request.head.repo.full_name != github.repository", true],
    ["github.repository == 'example/shop'", true],
    ["github.actor == 'dependabot[bot]'", false],
    ["github.actor != 'dependabot[bot]'", true],
    ['contains(fromJSON(\'["OWNER", "MEMBER"]\'), github.event.comment.author_association)', false],
    ['contains(fromJSON(\'["MEMBER", "CONTRIBUTOR"]\'), github.event.comment.author_association)', true],
    ["github.event.comment.author_association == 'MEMBER'", false],
    ["github.event.comment.author_association != 'NONE'", true],
    ["contains(github.event.pull_request.labels.*.name, 'safe')", false],
    ["contains(vars.TRUSTED, github.actor)", false],
    ["contains(github.event.comment.body, '/run')", true],
    ["contains('a,b', 'B')", true],
    ["contains('a,b', 'c')", false],
    ["github.event.label.name == 'safe'", false],
    ["github.event_name == 'push' && vars.ON", false],
    ["vars.ON && github.event_name == 'push'", false],
    ["github.event_name == 'push' || vars.ON", true],
    ["github.event_name == 'push' || github.actor == 'me'", false],
    ["vars.ON && (github.event_name == 'push' || !github.event.pull_request.head.repo.fork)", false],
    ["always() && github.event_name == 'push'", false],
    ["always()", true],
    ["success()", true],
    ["!success()", false],
    ["failure()", true],
    ["false", false],
    ["null", false],
    ["0", false],
    ["'x'", true],
    ["1 == '1'", true],
    ["true == 1", true],
    ["vars.A == vars.B", true],
    ["1 < 2", true],
    ["fromJSON('{')", true],
    ["fromJSON('false')", false],
    ["github.event_name ==", true],
    ["${{ github.event_name == 'push' }} && true", true],
    ["${{ false }}${{ false }}", true],
    ["", true],
  ])("%s", (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });
});
