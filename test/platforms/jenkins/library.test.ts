import { describe, expect, it } from "vitest";
import type { Siblings } from "../../../src/core/stages.ts";
import type { JenkinsModel } from "../../../src/platforms/jenkins/model.ts";
import { jenkins } from "../../../src/platforms/jenkins/platform.ts";
import { read } from "./read.ts";

/** Where secrets of a Jenkinsfile end, as `secret -> kind name: text`, with the files of its repository. */
function ends(text: string, vars: Readonly<Record<string, string>>, path = "Jenkinsfile"): string[] {
  const read1 = read(text, path);
  const files = new Map([[path, read1], ...Object.entries(vars).map(([at, one]) => [at, read(one, at)] as const)]);
  const siblings: Siblings<JenkinsModel> = {
    find: (at) => files.get(at)?.model,
    all: () => [...files.values()].flatMap(({ model }) => model ?? []),
  };
  if (read1.model === undefined) throw new Error("not read");
  const { flows } = jenkins.flows(jenkins.settle(read1.model, siblings));
  return flows.map(({ reference, sink }) => {
    const file = [...files.values()].find(({ model }) => model?.unit === sink.place.unit);
    return `${reference.secret} -> ${sink.kind} ${sink.name}: ${file?.textOf(sink.place)}`;
  });
}

const withToken = (body: string): string =>
  `node { withCredentials([string(credentialsId: 'ci', variable: 'TOKEN')]) {\n${body}\n} }\n`;

describe("a step of the repository's own vars/", () => {
  it("is followed with what it is given, by position and by name, and with the environment around the call", () => {
    const deploy =
      'def call(Map config, String other) { sh "login ${config.token}"; sh "open ${config.stage}"; echo other; sh \'make $TOKEN\' }';
    expect(ends(withToken("deploy(token: TOKEN, stage: 'x', TOKEN)"), { "vars/deploy.groovy": deploy })).toEqual([
      "ci -> argv login: ${config.token}",
      "ci -> log echo: other",
      "ci -> argv make: $TOKEN",
    ]);
  });

  it("is found over several files, with functions beside it and by the name of its file", () => {
    const vars = {
      "vars/deploy.groovy": "def call(token) { helper(token) }\ndef helper(text) { utils.show(text) }",
      "vars/utils.groovy":
        "def show(text) { echo text }\ndef unused() { withCredentials([string(credentialsId: 'no', variable: 'T')]) { sh 'echo $T' } }",
    };
    expect(ends(withToken("deploy(TOKEN)"), vars, "apps/one/Jenkinsfile")).toEqual(["ci -> log echo: text"]);
  });

  it("may have scripts at the same places as the file that calls it", () => {
    const vars = { "vars/two.groovy": withToken("sh 'curl $TOKEN'").replace("node", "def call()") };
    expect(ends(withToken("two(); sh 'make $TOKEN'"), vars).toSorted()).toEqual([
      "ci -> argv curl: $TOKEN",
      "ci -> argv make: $TOKEN",
    ]);
  });

  it("may call itself, and one that is missing stays where secrets end", () => {
    expect(ends(withToken("deploy(TOKEN)"), { "vars/deploy.groovy": "def call(a) { deploy(a); other(a) }" })).toEqual([
      "ci -> callee other: other",
    ]);
  });
});
