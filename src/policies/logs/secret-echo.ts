import { definePolicy } from "../define-policy.ts";

/** A secret that a script prints to the job's log. */
export const secretEcho = definePolicy({
  meta: {
    id: "logs/secret-echo",
    title: "Secret printed to the log",
    why: "Logs are read by many, kept for months and copied elsewhere. The platform replaces a secret in them by `***`, but only where it stands exactly as it was stored: one that is encoded, cut or rewritten (base64, cut, sed) is shown, and one of several lines may be shown in part. Critical where the value was changed on its way to the log; high where it is printed as it is and only the masking stands between it and the reader.",
    fix: 'Delete the line, or test the variable without printing it: `test -n "$API_TOKEN"`. If a value that was derived from a secret has to be in the job, mask it first: `echo "::add-mask::$VALUE"`. If a run has already shown the value, delete that run\'s logs, revoke the secret where it was issued and store a new one.',
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions#redacting-secrets-from-workflow-run-logs",
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#masking-a-value-in-a-log",
    ],
    practices: ["P13"],
    cwe: [532],
  },
  platforms: ["github-actions"],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              env:
                API_TOKEN: \${{ secrets.API_TOKEN }}
              steps:
                - run: echo "«$API_TOKEN»"
                - run: |
                    # Look at it once.
                    echo "«$API_TOKEN»" | base64
                    printf 'key=%s\\n' '«\${{ secrets.DEPLOY_KEY }}»'
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: windows-latest
              steps:
                - run: Write-Host "token is «$env:API_TOKEN»"
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
                - shell: python
                  run: print("token", «os.environ["API_TOKEN"]»)
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              env:
                API_TOKEN: \${{ secrets.API_TOKEN }}
                HAS_TOKEN: \${{ secrets.API_TOKEN != '' }}
              steps:
                - run: |
                    test -n "$API_TOKEN"
                    echo "has a token: $HAS_TOKEN, of length \${#API_TOKEN}"
                    echo "::add-mask::$API_TOKEN"
                    echo "$API_TOKEN" | docker login --username ci --password-stdin ghcr.io
                    echo "$API_TOKEN" | base64 --decode > key.json
                    echo "\${API_TOKEN:+set}"
                    token=$(echo "$API_TOKEN" | cut -d. -f1)
        `,
      },
    ],
  },
  *check({ flows }) {
    const toLog = flows.flows.filter(({ sink }) => sink.kind === "log");
    for (const [, here] of Map.groupBy(toLog, ({ sink }) => `${sink.place.span.start}-${sink.place.span.end}`)) {
      // Several ways lead to one place: the one that masking does not cover counts.
      const flow = here.find(({ masked }) => !masked) ?? here[0];
      if (flow === undefined) continue;
      const { reference, sink, masked, path } = flow;
      const secret = reference.secret === "*" ? "A secret" : `The secret ${reference.secret}`;
      yield {
        place: sink.place,
        severity: masked ? "high" : "critical",
        message: masked
          ? `${secret} is printed by ${sink.name}; the log shows *** only where the value stands exactly as it was stored.`
          : `${secret} is changed and then printed by ${sink.name}, so the log shows what the platform cannot mask.`,
        related: [
          { place: reference.place, message: "The secret comes from here." },
          ...path.map((place) => ({ place, message: "It passes through here." })),
        ],
      };
    }
  },
});
