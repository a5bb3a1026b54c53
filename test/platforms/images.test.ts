import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { platforms } from "../../src/platforms/registry.ts";

function imagesOf(path: string, text: string) {
  const platform = platforms.find((one) => one.recognise(path, text));
  const { model } = platform?.parse(unitOf(path, Buffer.from(text))) ?? {};
  if (platform === undefined || model === undefined) throw new Error("no pipeline");
  return platform.flows(model).images.map(({ name, version, pinned, job, runsJob, secrets }) => ({
    name,
    version,
    pinned,
    job,
    runsJob,
    secrets: secrets.map(({ secret }) => secret),
  }));
}

describe("images of a pipeline", () => {
  it("are a job's container, with all that the job has, and its services", () => {
    const text = [
      "on: push\njobs:\n  a:",
      "    container: { image: 'x/y:1', credentials: { password: '${{ secrets.OPEN }}' }, env: { A: '${{ secrets.A }}' } }",
      "    services: { db: { image: 'z', credentials: { password: '${{ secrets.OPEN }}' }, env: { B: '${{ secrets.B }}' } } }",
      "    steps: [{ run: x, env: { C: '${{ secrets.C }}' } }]",
    ].join("\n");
    expect(imagesOf(".github/workflows/a.yml", text)).toEqual([
      { name: "x/y", version: "1", pinned: false, job: "a", runsJob: true, secrets: ["A", "C"] },
      { name: "z", version: "", pinned: false, job: "a", runsJob: false, secrets: ["B"] },
    ]);
  });

  it("are filled in where a variable has one written value", () => {
    const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
    const text = `variables: { V: "${digest}" }\na: { image: "x@$V", services: [y:1], script: [up "$API_TOKEN"] }\n`;
    expect(imagesOf(".gitlab-ci.yml", text)).toEqual([
      { name: "x", version: digest, pinned: true, job: "a", runsJob: true, secrets: ["API_TOKEN"] },
      { name: "y", version: "1", pinned: false, job: "a", runsJob: false, secrets: ["API_TOKEN"] },
    ]);
  });

  it("are those of Docker actions that are not built from the repository", () => {
    const action = (image: string) => `runs: { using: docker, image: '${image}' }`;
    expect(imagesOf("action.yml", action("docker://x:1")).map(({ name }) => name)).toEqual(["x"]);
    expect(imagesOf("action.yml", action("Dockerfile"))).toEqual([]);
  });
});
