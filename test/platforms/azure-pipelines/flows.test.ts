import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import type { Place } from "../../../src/core/span.ts";
import { decode } from "../../../src/core/text.ts";
import { azurePipelines } from "../../../src/platforms/azure-pipelines/platform.ts";

/** What a pipeline shows, with other files of its repository beside it. */
function follow(text: string, files: Readonly<Record<string, string>> = {}, path = "azure-pipelines.yml") {
  const contents = new Map(Object.entries({ ...files, [path]: text }).map(([name, one]) => [name, Buffer.from(one)]));
  const modelOf = (name: string) => {
    const bytes = contents.get(name);
    return bytes === undefined ? undefined : azurePipelines.parse(unitOf(name, bytes)).model;
  };
  const model = modelOf(path);
  if (model === undefined) throw new Error("no model");
  const found = azurePipelines.flows(model, { find: modelOf, all: () => [] });
  const shown = ({ unit, span }: Place) => decode(contents.get(unit) ?? new Uint8Array(), span);
  return {
    ...found,
    references: found.references.map((one) => `${one.secret} ${one.via} ${one.job ?? "-"} ${one.boundTo ?? "-"}`),
    flows: found.flows.map(
      ({ reference, sink, masked }) =>
        `${reference.secret} > ${sink.kind} ${sink.name} ${shown(sink.place)}${masked ? "" : " unmasked"}`,
    ),
    units: found.flows.map(({ sink }) => sink.place.unit),
    events: found.references.map(({ triggers }) => triggers.map(({ event }) => event).join()),
  };
}

const steps = (lines: string) => `steps:\n${lines}`;

describe("a secret is referred to", () => {
  it.each([
    ["- script: a $(DeployToken)\n", ["DeployToken script Job -"]],
    ["- script: a\n  env: { T: $(deploy-token) }\n", ["deploy-token env Job T"]],
    ["- script: a\n  env: { T: '${{ variables.deployToken }}' }\n", ["deployToken env Job T"]],
    ["- script: a $(System.AccessToken)\n", ["System.AccessToken script Job -"]],
    ["- task: X@1\n  inputs: { token: $(Token) }\n", ["Token input Job token"]],
    ["- script: a $(tokenName) $(Build.BuildId) $(pwd) $(get-token) $(cacheKey)\n", []],
    ["- script: a $TOKEN\n", []],
    ["- script: a $(Token)\n  enabled: false\n", []],
  ])("%s", (text, expected) => {
    expect(follow(steps(text)).references).toEqual(expected);
  });

  it("by whatever the key vault was asked for, in the steps behind it", () => {
    const text = steps(
      "- script: a $(storage)\n- task: AzureKeyVault@2\n  inputs: { secretsFilter: 'storage, other' }\n- script: b $(storage)\n",
    );
    expect(follow(text).references).toEqual(["storage script Job -"]);
  });

  it("but not by what the key vault only calls something, nor by where a secret lies", () => {
    const vault = "- task: AzureKeyVault@2\n  inputs: { secretsFilter: 'client-id, client-secret' }\n";
    const text = steps(`${vault}- script: a $(client-id) $(client-secret) $(deployKey.secureFilePath)\n`);
    expect(follow(text).references).toEqual(["client-secret script Job -"]);
  });

  it("as a short token where a service connection needs no key", () => {
    const text = steps(
      "- task: AzureCLI@2\n  inputs: { scriptType: bash, addSpnToEnvironment: true, inlineScript: login $idToken }\n",
    );
    expect(follow(text).references).toEqual(["idToken env Job -"]);
    expect(follow(text).flows).toEqual(["idToken > argv login $idToken"]);
  });

  it("through variables of any level, whose inner ones hide the outer ones", () => {
    const text = `variables: { url: "https://$(ApiToken)@x", other: $(url) }
stages:
- stage: s
  variables: [{ name: inner, value: $(OTHER) }]
  jobs:
  - job: a
    variables: { url: plain }
    steps: [{ script: echo $(inner) $(url) }]
`;
    const { references, flows } = follow(text);
    expect(references).toEqual(["ApiToken env - url"]);
    expect(flows).toEqual(["ApiToken > log echo $(inner)"]);
  });
});

describe("a secret goes", () => {
  it.each([
    ["- script: echo $(Token)\n", ["Token > log echo $(Token)"]],
    ['- bash: echo "$T" | base64\n  env: { T: $(Token) }\n', ["Token > log base64 $T unmasked"]],
    ["- pwsh: Write-Host $env:t\n  env: { T: $(Token) }\n", ["Token > log Write-Host $env:t"]],
    ["- powershell: '\"$(Token)\"'\n", ["Token > log  $(Token)"]],
    ["- task: CmdLine@2\n  inputs: { script: echo $(Token) }\n", ["Token > log echo $(Token)"]],
    [
      "- task: PythonScript@0\n  inputs: { script: 'print(os.environ[\"T\"])' }\n  env: { T: $(Token) }\n",
      ['Token > log print os.environ["T"]'],
    ],
    ["- task: X@1\n  env: { T: $(Token) }\n", ["Token > action X X@1"]],
    [
      "- task: Docker@2\n  inputs: { command: build, arguments: -t a --build-arg B=$(Token) }\n",
      ["Token > action Docker Docker@2", "Token > argv docker $(Token)"],
    ],
    [
      "- task: AzureCLI@2\n  inputs: { scriptType: bash, addSpnToEnvironment: true, inlineScript: echo $servicePrincipalKey }\n",
      ["servicePrincipalKey > log echo $servicePrincipalKey"],
    ],
    ["- template: a.yml@other\n  parameters: { x: { y: $(Token) } }\n", ["Token > callee a.yml@other a.yml@other"]],
  ])("%s", (text, expected) => {
    expect(follow(steps(text)).flows).toEqual(expected);
  });

  it("through variables that a script sets", () => {
    const { flows } = follow(
      steps(`- bash: |
    echo "##vso[task.setvariable variable=plain]$T"
    echo "##vso[task.setvariable variable=hidden;issecret=true]$T"
  name: first
  env: { T: $(Token) }
- bash: echo $(plain)
- bash: echo $(hidden)
`),
    );
    expect(flows).toEqual(["Token > output plain $T", "Token > log echo $(plain)", "Token > log echo $(hidden)"]);
  });

  it("to later jobs as an output, and what is set as a secret is one", () => {
    const { flows, references } = follow(`jobs:
- job: a
  steps:
  - bash: |
      echo "##vso[task.setvariable variable=out;isoutput=true]$T"
      echo "##vso[task.setvariable variable=made;issecret=true]$(openssl rand -hex 8)"
    name: set
    env: { T: $(Token) }
  - bash: echo $(set.out) $(made)
- job: b
  dependsOn: a
  variables: { v: "$[ dependencies.a.outputs['set.out'] ]" }
  steps: [{ bash: echo $(v) }]
`);
    expect(flows).toEqual([
      "Token > output out $T",
      "Token > log echo $(set.out)",
      "made > log echo $(made)",
      "Token > log echo $(v)",
    ]);
    expect(references).toEqual(["Token env a T", "made script a -"]);
  });

  it("into the container that the job runs in", () => {
    const { images } = follow(`resources: { containers: [{ container: c, image: "acme/a:1" }] }
jobs:
- job: a
  container: c
  steps: [{ bash: x, env: { T: $(Token) } }]
- job: b
  container: "other@sha256:${"a".repeat(64)}"
  steps: [{ bash: x }]
`);
    expect(
      images.map(({ name, version, pinned, secrets }) => [name, version.slice(0, 6), pinned, secrets.length]),
    ).toEqual([
      ["acme/a", "1", false, 1],
      ["other", "sha256", true, 0],
    ]);
  });
});

describe("templates", () => {
  const template = `parameters:
- name: token
- name: other
steps:
- bash: echo \${{ parameters.token }} $(OwnToken)
- template: deeper/inner.yml
  parameters: { secret: "\${{ parameters.token }}" }
`;
  const files = {
    "ci/steps.yml": template,
    "ci/deeper/inner.yml":
      "parameters: { secret: }\nsteps:\n- bash: curl -d ${{ parameters.secret }} https://x.example.com\n",
    "ci/job.yml":
      "parameters: [{ name: t }]\njobs:\n- job: j\n  steps:\n  - template: steps.yml\n    parameters: { token: '${{ parameters.t }}' }\n",
  };

  it("of steps are followed with their parameters, into templates of theirs too", () => {
    const { flows, units } = follow(steps("- template: ci/steps.yml\n  parameters: { Token: $(Token) }\n"), files);
    expect(flows).toContain("Token > log echo ${{ parameters.token }}");
    expect(flows).toContain("Token > host x.example.com ${{ parameters.secret }}");
    expect(units).toContain("ci/deeper/inner.yml");
  });

  it("of jobs, and those that a pipeline extends", () => {
    expect(follow("jobs:\n- template: /ci/job.yml\n  parameters: { t: $(Token) }\n", files).flows).toContain(
      "Token > log echo ${{ parameters.token }}",
    );
    expect(follow("extends:\n  template: ci/job.yml@self\n  parameters: { t: $(Token) }\n", files).flows).toContain(
      "Token > log echo ${{ parameters.token }}",
    );
  });

  it("tell their own secrets only where they are read by themselves", () => {
    const { references } = follow(steps("- template: ci/steps.yml\n  parameters: { token: $(Token) }\n"), files);
    expect(references.filter((one) => one.startsWith("OwnToken"))).toEqual([]);
    expect(follow(template, {}, "ci/steps.yml").references).toEqual(["OwnToken script Job -"]);
  });

  it("of variables say what is no secret", () => {
    const text = "variables:\n- template: vars.yml\nsteps:\n- script: echo $(ApiToken)\n";
    expect(follow(text).references).toEqual(["ApiToken script Job -"]);
    expect(follow(text, { "vars.yml": "variables: { ApiToken: none }\n" }).references).toEqual([]);
  });

  it("that include each other, are missing or lie elsewhere end there", () => {
    const circle = {
      "a.yml": "parameters: { p: }\nsteps:\n- template: a.yml\n  parameters: { p: '${{ parameters.p }}' }\n",
    };
    const call = (file: string) => steps(`- template: ${file}\n  parameters: { p: $(Token) }\n`);
    expect(follow(call("a.yml"), circle).flows).toEqual(["Token > callee a.yml a.yml", "Token > callee a.yml a.yml"]);
    expect(follow(call("missing.yml")).flows).toEqual(["Token > callee missing.yml missing.yml"]);
    expect(follow(call("a.yml@repo"), circle).flows).toEqual(["Token > callee a.yml@repo a.yml@repo"]);
    expect(follow(call("${{ variables.x }}.yml"), circle).flows).toHaveLength(1);
  });
});

describe("triggers", () => {
  const step = (more: string) => `pr: [main]\nsteps:\n- script: a $(Token)\n${more}`;

  it.each([
    [step(""), "push,pr,manual"],
    [step("  condition: ne(variables['Build.Reason'], 'PullRequest')\n"), "push,manual"],
    [step("  condition: eq(variables['System.PullRequest.IsFork'], 'False')\n"), "push,manual"],
    [
      step(
        "  condition: eq(variables.isMain, 'true')\nvariables: { isMain: \"$[eq(variables['Build.SourceBranch'], 'refs/heads/main')]\" }\n",
      ),
      "push,manual",
    ],
    [step("").replace("pr: [main]", "pr: none"), "push,manual"],
    [step("").replace("pr: [main]", "trigger: none"), "manual"],
    [step("").replace("pr: [main]", "schedules: [{ cron: 0 3 * * * }]"), "push,schedule,manual"],
    [
      "pr: [main]\nsteps:\n- ${{ if ne(variables['Build.Reason'], 'PullRequest') }}:\n  - script: a $(Token)\n",
      "push,manual",
    ],
    [
      "pr: [main]\nsteps:\n- ${{ if eq(variables['Build.Reason'], 'PullRequest') }}:\n  - script: b\n- ${{ else }}:\n  - script: a $(Token)\n",
      "push,manual",
    ],
  ])("%s", (text, expected) => {
    expect(follow(text).events).toEqual([expected]);
  });

  it("of a template are those of its pipeline", () => {
    expect(follow("steps:\n- script: a $(Token)\n", {}, "ci/a.yml").events).toEqual([""]);
  });
});

it("what is written out is told, and what is filled in is not", () => {
  const { literals } = follow(`variables: { A: b, C: $(d), E: "\${{ f }}" }
steps:
- task: X@1
  inputs: { g: h }
  env: { I: j, K: $(l) }
- template: t.yml
  parameters: { m: n }
`);
  expect(literals.map(({ name, value, via }) => `${name}=${value} ${via}`)).toEqual([
    "A=b env",
    "I=j env",
    "g=h input",
    "m=n input",
  ]);
});

it("a script that is too long is named", () => {
  const { unfollowed } = follow(`steps:\n- bash: |\n    ${"echo x;".repeat(20_000)}\n`);
  expect(unfollowed).toBeDefined();
});
