import { describe, expect, it } from "vitest";
import { read, readWell } from "./read.ts";

describe("the model", () => {
  it("has libraries with their versions", () => {
    const { model } = readWell(
      "@Library(['a@v1', 'b']) _\nlibrary 'c@main'\nlibrary identifier: 'd@1', changelog: false\n",
    );
    expect(model.libraries.map(({ name, version }) => `${name} ${version}`)).toEqual(["a v1", "b ", "c main", "d 1"]);
    const declared = readWell("pipeline {\n  libraries {\n    lib('e@v2')\n  }\n  agent any\n}\n");
    expect(declared.model.libraries.map(({ name, version }) => `${name} ${version}`)).toEqual(["e v2"]);
  });

  it("has parameters of both kinds of pipelines", () => {
    const declared = readWell(`pipeline {
  parameters {
    string(name: 'TARGET', defaultValue: 'staging', description: 'string')
    password(name: 'KEY', defaultValue: "x y")
    choice(name: 'KIND', choices: ['a', 'b'])
    booleanParam name: 'FAST', defaultValue: true
    string(name: "N \${A}", defaultValue: '')
  }
}
`);
    const shown = ({ model }: typeof declared) =>
      model.parameters.map((one) => `${one.type} ${one.name.value} ${one.default?.value ?? "-"}`);
    expect(shown(declared)).toEqual([
      "string TARGET staging",
      "password KEY x y",
      "choice KIND -",
      "booleanParam FAST -",
    ]);
    const scripted = readWell(
      "properties([parameters([string(name: 'A', defaultValue: 'b')]), pipelineTriggers([cron('H 3 * * *')])])",
    );
    expect(shown(scripted)).toEqual(["string A b"]);
    expect(scripted.model.triggers.map(({ event }) => event)).toEqual(["schedule"]);
  });

  it("has stages with what their conditions say, over those around them", () => {
    const { model } = readWell(`pipeline {
  agent any
  stages {
    stage('All') {
      when { branch 'main' }
      parallel {
        stage('One') { steps { sh 'a' } }
        stage('Two') { steps { sh 'b' } }
      }
    }
    stage('Some') { when { anyOf { branch 'main'; changeRequest() } }
      steps { sh 'c' } }
    stage('Both') { when { anyOf { branch 'main'; tag 'v*' } }
      steps { sh 'd' } }
    stage('Every') { when { branch '*' }
      steps { sh 'e' } }
    stage('Not') { when { not { changeRequest() } }
      steps { sh 'f' } }
    stage('Written') { when { expression { env.BRANCH_NAME == 'main' } }
      steps { sh 'g' } }
    stage('Asks') {
      input { message 'go?' }
      steps { sh 'h' }
    }
    stage('Behind') { steps { sh 'i' } }
  }
}
`);
    const shown = model.stages.map(
      ({ name, parent, isGroup, isApproved, when }) =>
        `${parent === undefined ? "" : `${parent.name}/`}${name}${isGroup ? " group" : ""}${isApproved ? " approved" : ""}${when.asksForRequests ? " requests" : ""}${when.isWithoutRequests ? " none" : ""}${when.namesBranch ? " branch" : ""}`,
    );
    expect(shown).toEqual([
      "All group none branch",
      "All/One none branch",
      "All/Two none branch",
      "Some requests",
      "Both none branch",
      "Every",
      "Not none",
      "Written none branch",
      "Asks approved",
      "Behind approved",
    ]);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["nothing", "", ["note is empty: "]],
    ["only comments", "// nothing\n", ["note is empty: /"]],
    ["a brace too few", "node {\n  sh 'a'\n", ["error has a { that nothing closes: {"]],
    ["a brace too many", "node {\n  sh 'a'\n}\n}\n", ["error has a } that closes nothing: }"]],
    ["a text without an end", "node {\n  sh 'a\n}\n", ["error has a text that nothing closes: a"]],
  ])("is told with its place: %s", (_, text, expected) => {
    expect(read(text).said).toEqual(expected);
  });

  it("leaves the rest to be read", () => {
    const { model } = read(
      "node {\n  sh 'a\n  withCredentials([string(credentialsId: 'b', variable: 'C')]) { sh 'd' }\n}\n",
    );
    expect(model?.statements).toHaveLength(1);
  });

  it.each([
    ["a byte order mark", "\ufeffnode {\n  sh 'a'\n}\n"],
    ["line ends of Windows", "node {\r\n  sh 'a'\r\n  sh '''\r\n    b\r\n  '''\r\n}\r\n"],
    ["tabs", "node {\n\tsh\t'a'\n}\n"],
    ["keys twice", "pipeline {\n  agent any\n  agent none\n  environment { A = 'b'\n A = 'c' }\n}\n"],
    [
      "unknown steps and sections",
      "pipeline {\n  agent any\n  unknown { some { thing 'a', [b: c] } }\n  stages { stage('x') { steps { whatever(a, b: { c }) } } }\n}\n",
    ],
  ])("is nothing of %s", (_, text) => {
    expect(read(text).said).toEqual([]);
  });
});
