import { describe, expect, it } from "vitest";
import { prBuildRunsCode } from "../../../src/policies/untrusted/pr-build-runs-code.ts";
import { shownMatches } from "../../support/policy-matches.ts";

const PATH = "azure-pipelines.yml";

const pipeline = (steps: string, top = "pr: [main]\n"): string => `${top}steps:\n${steps}`;

describe("untrusted/pr-build-runs-code", () => {
  it.each([
    [pipeline("- script: npm ci\n"), ["low npm ci"]],
    [pipeline("- script: npm ci\n  env: { T: $(System.AccessToken) }\n"), ["medium npm ci"]],
    [pipeline("- checkout: self\n  persistCredentials: true\n- script: npm ci\n"), ["medium npm ci"]],
    [pipeline("- script: npm ci\n- script: a\n  env: { T: $(Token) }\n"), ["high npm ci"]],
    [pipeline("- script: npm ci\n", "pr: [main]\npool: own\n"), ["high npm ci"]],
    [pipeline("- script: npm ci\n", "pr: [main]\npool: { vmImage: ubuntu-latest }\n"), ["low npm ci"]],
    // The file asks for no pull requests: whether there are any is not known.
    [pipeline("- script: npm ci\n- script: a $(Token)\n", "pool: own\n"), ["low npm ci"]],
    [pipeline("- script: npm ci\n", "pr: none\n"), []],
    [pipeline("- checkout: none\n- script: npm ci\n"), []],
    [pipeline("- checkout: other\n- script: make\n"), []],
    [pipeline("- script: npm ci\n  condition: ne(variables['Build.Reason'], 'PullRequest')\n"), []],
  ])("%s", (text, expected) => {
    expect(shownMatches(prBuildRunsCode, text, PATH)).toEqual(expected);
  });

  it.each([
    ["make", 1],
    ["./build.sh", 1],
    ["bash ci/build.sh -x", 1],
    ["python -m pytest", 1],
    ["python ci/build.py", 1],
    ["pip install -r requirements.txt", 1],
    ["dotnet test", 1],
    ["docker build .", 1],
    ["go test ./...", 1],
    ["python -m pip install --upgrade pip", 0],
    ["npm ci --ignore-scripts", 0],
    ["npm install -g yarn", 0],
    ["npm --version", 0],
    ["pip install tox", 0],
    ["docker push a", 0],
    ["go mod download", 0],
    ["echo make", 0],
    ["curl https://example.com/build.sh", 0],
  ])("%s", (command, count) => {
    expect(shownMatches(prBuildRunsCode, pipeline(`- bash: ${command}\n`), PATH)).toHaveLength(count);
  });

  it.each([
    ["Maven@4", "", 1],
    ["Docker@2", "command: build", 1],
    ["Docker@2", "command: push", 0],
    ["PublishTestResults@2", "", 0],
    ["PowerShell@2", "filePath: ci/build.ps1", 1],
    ["PowerShell@2", "filePath: $(Pipeline.Workspace)/tools/build.ps1", 0],
  ])("%s with %s", (task, input, count) => {
    const text = pipeline(`- task: ${task}\n  inputs: { ${input} }\n`);
    expect(shownMatches(prBuildRunsCode, text, PATH)).toHaveLength(count);
  });
});
