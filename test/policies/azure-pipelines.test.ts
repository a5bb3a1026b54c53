import { describe, expect, it } from "vitest";
import { prodGroupOutsideEnvironment } from "../../src/policies/environment/prod-group-outside-environment.ts";
import { persistedGitCredentials } from "../../src/policies/scope/persisted-git-credentials.ts";
import { secretAllJobsContext } from "../../src/policies/scope/secret-all-jobs-context.ts";
import { vaultFetchAll } from "../../src/policies/scope/vault-fetch-all.ts";
import { unpinnedInclude } from "../../src/policies/unpinned/unpinned-include.ts";
import { unversionedTask } from "../../src/policies/unpinned/unversioned-task.ts";
import { secretInInjectableStep } from "../../src/policies/untrusted/secret-in-injectable-step.ts";
import { secretOnPrTrigger } from "../../src/policies/untrusted/secret-on-pr-trigger.ts";
import { selfHostedFork } from "../../src/policies/untrusted/self-hosted-fork.ts";
import { policyMatches, shownMatches } from "../support/policy-matches.ts";

const PATH = "azure-pipelines.yml";

describe("unpinned/unversioned-task", () => {
  const step = (task: string, inputs = "a: b") => `steps:\n- task: ${task}\n  inputs: { ${inputs} }\n`;

  it.each([
    [step("X"), ["low X"]],
    [step("X", "a: $(Token)"), ["high X"]],
    [step("X", "a: $(System.AccessToken)"), ["low X"]],
    [step("X", "azureSubscription: s"), ["high X"]],
    [step("X", "dockerRegistryServiceConnection: s"), ["high X"]],
    [step("X@1", "a: $(Token)"), []],
    [step("X@$(version)"), []],
  ])("%s", (text, expected) => {
    expect(shownMatches(unversionedTask, text, PATH)).toEqual(expected);
  });
});

describe("scope/vault-fetch-all", () => {
  it.each([
    ["steps: [{ task: AzureKeyVault@1 }]", ["high AzureKeyVault@1"]],
    ["steps: [{ task: AzureKeyVault@2, inputs: { secretsfilter: ' * ' } }]", ["high  * "]],
    ["steps: [{ task: AzureKeyVault@2, inputs: { SecretsFilter: a } }]", []],
    ["steps: [{ task: AzureKeyVault@2, enabled: false }]", []],
  ])("%s", (text, expected) => {
    expect(shownMatches(vaultFetchAll, text, PATH)).toEqual(expected);
  });
});

describe("variable groups", () => {
  const jobs = (second: string) =>
    `variables: [{ group: shop-prod }]\njobs:\n- job: a\n  steps: [{ script: x }]\n- ${second}\n`;
  const job = "job: b\n  steps: [{ script: x }]";
  const deployment =
    "deployment: b\n  environment: e\n  strategy: { runOnce: { deploy: { steps: [{ script: $(Token) }] } } }";

  it.each([
    [jobs(job), ["low shop-prod"]],
    [jobs(deployment), ["medium shop-prod"]],
    [jobs(job).replace(`- ${job}\n`, ""), []],
    [jobs("template: more.yml"), ["low shop-prod"]],
  ])("in reach of every job: %s", (text, expected) => {
    expect(shownMatches(secretAllJobsContext, text, PATH)).toEqual(expected);
  });

  it.each([
    ["shop-prod", 1],
    ["ShopProduction", 1],
    ["prd.shop", 1],
    ["products", 0],
    ["shop-nonprod", 0],
    ["shop-preprod", 0],
    ["shop-test", 0],
  ])("of production by its name: %s", (name, count) => {
    const text = `variables: [{ group: ${name} }]\nsteps: [{ script: x }]\n`;
    expect(shownMatches(prodGroupOutsideEnvironment, text, PATH)).toHaveLength(count);
  });
});

describe("scope/persisted-git-credentials", () => {
  const checkout = "steps:\n- checkout: self\n  persistCredentials: true\n";

  it.each([
    [`${checkout}- script: make\n`, ["medium true"]],
    [`${checkout}- script: make\n- script: git push\n`, []],
    [`${checkout}- script: git push\n- publish: $(System.DefaultWorkingDirectory)\n`, ["high true"]],
    [`${checkout}- script: git push\n- publish: $(Build.ArtifactStagingDirectory)\n`, []],
    [checkout, []],
    ["steps:\n- checkout: self\n  persistCredentials: false\n- script: make\n", []],
  ])("%s", (text, expected) => {
    expect(shownMatches(persistedGitCredentials, text, PATH)).toEqual(expected);
  });
});

describe("untrusted/secret-in-injectable-step", () => {
  const step = (script: string, more = "") => `steps:\n- bash: ${script}\n${more}`;
  const secret = "- bash: a\n  env: { T: $(Token) }\n";

  it.each([
    [step("a $(System.PullRequest.SourceBranch)", secret), ["high $(System.PullRequest.SourceBranch)"]],
    [step("a $(Build.SourceVersionMessage)", secret), ["high $(Build.SourceVersionMessage)"]],
    [step("a $(Build.SourceBranchName)", secret), ["medium $(Build.SourceBranchName)"]],
    [step("a $(build.sourceversionmessage)"), ["low $(build.sourceversionmessage)"]],
    [step("a $(Build.SourceVersion) $(Build.BuildNumber)", secret), []],
    [step("a $BUILD_SOURCEVERSIONMESSAGE", secret), []],
    [`parameters: [{ name: p }]\n${step("a ${{ parameters.p }}", secret)}`, ["medium parameters.p"]],
    [`parameters: [{ name: p, values: [x] }]\n${step("a ${{ parameters.p }}", secret)}`, []],
    [`parameters: [{ name: p, type: number }]\n${step("a ${{ parameters.p }}", secret)}`, []],
  ])("%s", (text, expected) => {
    expect(shownMatches(secretInInjectableStep, text, PATH)).toEqual(expected);
  });

  it("leaves a template's parameters to its pipelines", () => {
    const text = "parameters: [{ name: p }]\nsteps:\n- bash: a ${{ parameters.p }}\n";
    expect(shownMatches(secretInInjectableStep, text, "ci/build.yml")).toEqual([]);
  });
});

describe("untrusted/secret-on-pr-trigger", () => {
  it.each([
    ["pr: [main]\nsteps: [{ script: a $(Token) }]", ["medium $(Token)"]],
    ["steps: [{ script: a $(Token) }]", []],
    ["pr: [main]\nsteps: [{ script: a $(System.AccessToken) }]", []],
    ["pr: [main]\nvariables: { u: https://$(Token)@x }\nsteps: [{ script: a }]", []],
    ["pr: [main]\nvariables: { u: https://$(Token)@x }\nsteps: [{ script: a $(u) }]", ["medium $(Token)"]],
    [
      "pr: [main]\njobs: [{ deployment: d, environment: e, strategy: { runOnce: { deploy: { steps: [{ script: a $(Token) }] } } } }]",
      ["low $(Token)"],
    ],
  ])("%s", (text, expected) => {
    expect(shownMatches(secretOnPrTrigger, text, PATH)).toEqual(expected);
  });
});

describe("untrusted/self-hosted-fork", () => {
  it.each([
    ["pr: [main]\npool: own\nsteps: [{ script: a $(Token) }]", ["high own"]],
    ["pr: [main]\npool: { name: own }\nsteps: [{ script: a }]", ["low own"]],
    ["pr: [main]\npool: Azure Pipelines\nsteps: [{ script: a }]", []],
    ["pr: [main]\npool: { name: Azure Pipelines, vmImage: ubuntu-latest }\nsteps: [{ script: a }]", []],
    ["pr: [main]\npool: $(pool)\nsteps: [{ script: a }]", []],
    ["pool: own\nsteps: [{ script: a }]", []],
  ])("%s", (text, expected) => {
    expect(shownMatches(selfHostedFork, text, PATH)).toEqual(expected);
  });
});

describe("unpinned/unpinned-include", () => {
  const text = (ref: string, use = "extends: { template: a.yml@t }") =>
    `resources: { repositories: [{ repository: t, name: o/r${ref} }] }\n${use}\n`;

  it.each([
    [text(""), ["medium o/r"]],
    [text(", ref: refs/heads/main"), ["medium refs/heads/main"]],
    [text(", ref: refs/tags/v1.2"), ["low refs/tags/v1.2"]],
    [text(`, ref: ${"a".repeat(40)}`), []],
    [text(", ref: '${{ parameters.r }}'"), []],
    [text("", "steps: [{ checkout: t }]"), []],
    [text("", "steps: [{ template: a.yml@t }]"), ["medium o/r"]],
    [text("", "variables: [{ template: a.yml@t }]\nsteps: []"), ["medium o/r"]],
  ])("%s", (pipeline, expected) => {
    expect(shownMatches(unpinnedInclude, pipeline, PATH)).toEqual(expected);
  });
});

it("messages name what they are about", () => {
  const [match] = policyMatches(
    vaultFetchAll,
    "steps: [{ task: AzureKeyVault@2, inputs: { KeyVaultName: shop } }]",
    PATH,
  );
  expect(match?.message).toBe("Everything that is stored there is fetched by AzureKeyVault.");
});
