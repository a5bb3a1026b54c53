import path from "node:path";
import { expect, it } from "vitest";
import { runSealint } from "./packed-cli.ts";

const REPOSITORY = path.resolve(import.meta.dirname, "../..");

it("finds nothing in its own repository", async () => {
  const { code, stdout, stderr } = await runSealint(["scan", "--fail-on", "low", "--config", ".ci/sealint.yaml"], {
    cwd: REPOSITORY,
  });
  expect({ code, stderr, found: stdout.includes("No findings.") ? "" : stdout }).toEqual({
    code: 0,
    stderr: "",
    found: "",
  });
});
