import { expect, it } from "vitest";
import { recognise } from "../../../src/platforms/jenkins/recognise.ts";

const PIPELINE =
  "pipeline {\n  agent any\n  stages {\n    stage('Build') {\n      steps { sh 'make' }\n    }\n  }\n}\n";
const SCRIPTED = "node('linux') {\n  stage('Build') {\n    sh 'make'\n  }\n}\n";

it.each([
  ["Jenkinsfile", ""],
  ["services/shop/Jenkinsfile", ""],
  ["Jenkinsfile.release", ""],
  ["Jenkinsfile_nightly", ""],
  ["release.jenkinsfile", ""],
  ["ci/release-Jenkinsfile.groovy", ""],
  ["jenkinsfile", ""],
  ["jenkins/release.groovy", PIPELINE],
  ["ci/build.groovy", SCRIPTED],
  ["ci/build.groovy", "#!groovy\n@Library('shop') _\nproperties([])\nnode {\n  sh 'make'\n}\n"],
  ["ci/release.jenkins", PIPELINE],
  ["vars/deploy.groovy", "def call(Map args) {\n  withCredentials([]) {\n    sh 'make'\n  }\n}\n"],
])("%s is one", (path, head) => {
  expect(recognise(path, head)).toBe(true);
});

it.each([
  ["docs/Jenkinsfile.md", PIPELINE],
  ["test/JenkinsfileTest.java", ""],
  ["Jenkinsfile.yaml", "image: example\n"],
  ["src/Main.groovy", "class Main {\n  static void main(String[] args) { println 'node' }\n}\n"],
  ["build.groovy", "plugins {\n  id 'java'\n}\nnode {\n  version = '22'\n}\n"],
  [
    "jobs/seed.groovy",
    "pipelineJob('shop') {\n  definition {\n    cps { script(readFileFromWorkspace('Jenkinsfile')) }\n  }\n}\n",
  ],
  ["vars/isMain.groovy", "def call() {\n  return env.BRANCH_NAME == 'main'\n}\n"],
  ["app.yml", PIPELINE],
  ["notes.txt", PIPELINE],
])("%s is none", (path, head) => {
  expect(recognise(path, head)).toBe(false);
});
