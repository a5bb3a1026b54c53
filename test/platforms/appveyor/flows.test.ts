import { describe, expect, it } from "vitest";
import { appveyor } from "../../../src/platforms/appveyor/platform.ts";
import { pipelineReader, shownJobs, shownReferences, shownWays } from "../../support/read-pipeline.ts";

const { readWell } = pipelineReader(appveyor, "appveyor.yml");

describe("references", () => {
  it("are encrypted values, and variables that the file does not define, if their names say so", () => {
    const found = readWell(`
environment: { Named: { secure: x }, WRITTEN_TOKEN: abc, OUTER: $(OUTER_TOKEN) }
install:
  - ps: push $env:NAMED $env:api_key $env:WRITTEN_TOKEN $env:Outer $env:APPVEYOR_SSH_KEY $token
  - cmd: push %API_TOKEN% %TOKEN_NAME%
deploy: { provider: NuGet, api_key: { secure: z }, server: "https://x?k=$(FEED_KEY)" }
nuget: { password: $(NUGET_PASSWORD) }
notifications: [{ provider: Slack, auth_token: { secure: s } }]
`);
    expect(shownReferences(found)).toEqual([
      "Named env build/: Named (Named)",
      "OUTER_TOKEN env build/: $(OUTER_TOKEN) (OUTER)",
      "api_key script build/: $env:api_key",
      "API_TOKEN script build/: %API_TOKEN%",
      "NUGET_PASSWORD input build/nuget: $(NUGET_PASSWORD) (password)",
      "Slack.auth_token input build/notify/Slack: s (auth_token)",
      "NuGet.api_key input deploy NuGet/deploy/NuGet: z (api_key)",
      "FEED_KEY input deploy NuGet/deploy/NuGet: $(FEED_KEY) (server)",
    ]);
  });

  it("lead into what their shells do", () => {
    const found = readWell(`
environment: { ApiKey: { secure: x } }
build_script:
  - ps: Write-Host $env:APIKEY
  - cmd: echo %ApiKey%
  - sh: echo "$API_TOKEN" > out/key
artifacts: [{ path: out }]
`);
    expect(shownWays(found)).toEqual([
      "ApiKey -> log Write-Host: $env:APIKEY",
      "ApiKey -> log echo: %ApiKey%",
      "API_TOKEN -> file out/key: $API_TOKEN",
      "API_TOKEN -> artefact out/key: $API_TOKEN",
    ]);
  });
});

describe("jobs", () => {
  it("know what starts them", () => {
    const found = readWell(`
- build_script: x
  deploy: [{ provider: A }, { provider: A, on: { branch: main } }, { provider: A, on: { APPVEYOR_REPO_TAG: true } }]
- { branches: [main], skip_tags: true, build_script: x, deploy: { provider: B } }
- { skip_non_tags: true, build_script: x }
`);
    expect(shownJobs(found)).toEqual([
      "build 1* [push tag pull_request?]",
      "deploy A* [push]",
      "deploy A (main) [push]",
      "deploy A 2 [tag]",
      "build 2 [push pull_request?]",
      "deploy B [push]",
      "build 3 [tag]",
    ]);
    expect(found.flows.jobs.map(({ partOf }) => partOf)).toContain("build 2");
  });

  it("of a fork get no secrets", () => {
    const { flows } = readWell("build_script: [{ ps: push $env:API_KEY }]\n");
    expect(flows.references.flatMap(({ triggers }) => triggers).some(({ untrusted }) => untrusted)).toBe(false);
  });
});
