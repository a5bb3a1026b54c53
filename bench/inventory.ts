// Times `sealint inventory check` on a made repository: 10,000 secrets against 2,000 pipelines. `node bench/inventory.ts`
// after a build; `--keep FOLDER` leaves the repository there.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SECRETS = Number(process.env["SECRETS"] ?? 10_000);
const PIPELINES = Number(process.env["PIPELINES"] ?? 2_000);
const RUNS = Number(process.env["RUNS"] ?? 5);

const SEALINT = join(import.meta.dirname, "..", "bin", "sealint.js");
const kept = process.argv.indexOf("--keep");
const root = kept === -1 ? mkdtempSync(join(tmpdir(), "sealint-inventory-")) : (process.argv[kept + 1] ?? "");

const nameOf = (index: number): string => `SERVICE_${index}_TOKEN`;

/** A manifest in which every field is written, as people write it. */
function manifest(): string {
  const entries = Array.from({ length: SECRETS }, (_, index) => {
    const pipeline = index % PIPELINES;
    return `  - name: ${nameOf(index)}
    kind: token
    owner: team-${index % 50}
    purpose: Calls service ${index} when the shop is deployed.
    store: vault:kv/prod/service-${index}#token
    environment: production
    services: [api-${index}.example.com]
    consumers: [".github/workflows/deploy-${pipeline}.yml#deploy"]
    created: 2026-01-10
    expires: 2027-0${(index % 9) + 1}-15
    rotation: { every: 90d, last: 2026-11-01, method: auto, overlap: 24h }
    review: { last: 2026-11-01 }
    revoke: https://wiki.example.com/revoke/${index}
    policy: vault/service-${index}
`;
  });
  return `version: 1
defaults:
  governance: { request: [web], approve: [security], read: [ci] }
environments: { production: { protected: true } }
secrets:
${entries.join("")}`;
}

/** A workflow that uses five declared secrets, and one whose name is mistyped. */
function workflow(index: number): string {
  const steps = Array.from({ length: SECRETS / PIPELINES }, (_, at) => {
    const number = index + at * PIPELINES;
    return `      - name: call ${at}
        run: |
          curl --fail --header "Authorization: Bearer $TOKEN" https://api-${number}.example.com/deploy
        env:
          TOKEN: \${{ secrets.${nameOf(number)} }}
`;
  });
  return `name: deploy ${index}
on:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v4
${steps.join("")}      - run: ./notify
        env:
          TOKEN: \${{ secrets.SERVICE_${index}_TOKNE }}
`;
}

mkdirSync(join(root, ".github", "workflows"), { recursive: true });
mkdirSync(join(root, ".sealint"), { recursive: true });
mkdirSync(join(root, ".git"), { recursive: true });
writeFileSync(join(root, ".sealint", "inventory.yaml"), manifest());
for (let index = 0; index < PIPELINES; index++)
  writeFileSync(join(root, ".github", "workflows", `deploy-${index}.yml`), workflow(index));

const seconds: number[] = [];
let output = "";
for (let run = 0; run < RUNS; run++) {
  const started = performance.now();
  const words = [SEALINT, "inventory", "check", "--as-of", "2026-11-30", "--format", "json"];
  const { stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  seconds.push((performance.now() - started) / 1000);
  output = stdout;
}
const { summary } = JSON.parse(output) as {
  readonly summary: { readonly findings: number; readonly references: number };
};
const best = Math.min(...seconds);
const median = seconds.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
process.stdout.write(
  `${SECRETS} secrets, ${PIPELINES} pipelines with ${summary.references} references: ${summary.findings} findings in ${best.toFixed(2)} s at best, ${median.toFixed(2)} s in the median.\n`,
);
if (kept === -1) rmSync(root, { recursive: true, force: true });
