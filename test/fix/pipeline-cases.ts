import { fillExample } from "../../src/catalogue/template.ts";

export interface FixCase {
  readonly rule: string;
  readonly what: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Other files that are there. */
  readonly files?: Readonly<Record<string, string>>;
  /** Those of them that change, too, as they are then. */
  readonly others?: Readonly<Record<string, string>>;
  readonly lockFiles?: Readonly<Record<string, string>>;
}

export interface RefusedCase extends Omit<FixCase, "after"> {
  readonly why: RegExp;
}

const WORKFLOW = ".github/workflows/a.yml";
const COMMIT = "0123456789".repeat(4);
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const value = fillExample("‹alnum 28›", "fixes").text;

/** Lines without the indentation that all of them share. */
function lines(text: string): string {
  const all = text.replace(/^\n/, "").split("\n");
  const indent = Math.min(...all.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return `${all
    .map((line) => line.slice(indent))
    .join("\n")
    .trimEnd()}\n`;
}

const HEAD = "on: push\npermissions:\n  contents: read\njobs:\n  a:\n    runs-on: ubuntu-latest\n";

export const CASES: readonly FixCase[] = [
  {
    rule: "scope/missing-permissions",
    what: "jobs that read get one block at the top, below a blank line where there is one",
    path: WORKFLOW,
    before: lines(`
      name: Tést # name
      on: [push] # events

      # All jobs.
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@${COMMIT} # v5
              with: { persist-credentials: false }
            - run: make test
        lint:
          runs-on: ubuntu-latest
          steps:
            - run: make lint`),
    after: lines(`
      name: Tést # name
      on: [push] # events

      permissions:
        contents: read

      # All jobs.
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@${COMMIT} # v5
              with: { persist-credentials: false }
            - run: make test
        lint:
          runs-on: ubuntu-latest
          steps:
            - run: make lint`),
  },
  {
    rule: "scope/missing-permissions",
    what: "a job that writes gets what its action needs",
    path: WORKFLOW,
    before: lines(`
      on:
        schedule: [{ cron: "0 1 * * *" }]
      jobs:
        stale:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/stale@${COMMIT} # v9`),
    after: lines(`
      on:
        schedule: [{ cron: "0 1 * * *" }]
      jobs:
        stale:
          runs-on: ubuntu-latest
          permissions:
            actions: write # actions/stale
            issues: write # actions/stale
            pull-requests: write # actions/stale
          steps:
            - uses: actions/stale@${COMMIT} # v9`),
  },
  {
    rule: "scope/broad-token-permissions",
    what: "write-all becomes what the job needs",
    path: WORKFLOW,
    before: lines(`
      on: push
      permissions: write-all # for now
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@${COMMIT} # v5
              with: { persist-credentials: false }
            - run: make test`),
    after: lines(`
      on: push
      permissions:
        contents: read # for now
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@${COMMIT} # v5
              with: { persist-credentials: false }
            - run: make test`),
  },
  {
    rule: "scope/broad-token-permissions",
    what: "a right to write moves to the job that uses it",
    path: WORKFLOW,
    before: lines(`
      on: push
      permissions:
        contents: read
        # Deploys to Pages.
        pages: write
        id-token: write # proves who deploys
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: make site
        deploy:
          needs: build
          runs-on: ubuntu-latest
          steps:
            - uses: actions/deploy-pages@${COMMIT} # v4`),
    after: lines(`
      on: push
      permissions:
        contents: read
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: make site
        deploy:
          needs: build
          runs-on: ubuntu-latest
          permissions:
            id-token: write # proves who deploys
            pages: write # Deploys to Pages.
          steps:
            - uses: actions/deploy-pages@${COMMIT} # v4`),
  },
  {
    rule: "scope/unused-permission",
    what: "a right that nothing uses goes",
    path: WORKFLOW,
    before: lines(`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          permissions:
            checks: write
            contents: read
          steps:
            - run: make test`),
    after: lines(`
      on: push
      jobs:
        test:
          runs-on: ubuntu-latest
          permissions:
            contents: read
          steps:
            - run: make test`),
  },
  {
    rule: "scope/persisted-git-credentials",
    what: "a checkout gets `with`, or one line more of it, or another value",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - uses: actions/checkout@${COMMIT} # v5\n      - name: Other\n        uses: actions/checkout@${COMMIT} # v5\n        with:\n          path: other # beside\n      - uses: "actions/checkout@${COMMIT}"\n        with: { persist-credentials: true }\n      - run: make test\n`,
    after: `${HEAD}    steps:\n      - uses: actions/checkout@${COMMIT} # v5\n        with:\n          persist-credentials: false\n      - name: Other\n        uses: actions/checkout@${COMMIT} # v5\n        with:\n          path: other # beside\n          persist-credentials: false\n      - uses: "actions/checkout@${COMMIT}"\n        with: { persist-credentials: false }\n      - run: make test\n`,
  },
  {
    rule: "scope/persisted-git-credentials",
    what: "Azure's setting is turned round",
    path: "azure-pipelines.yml",
    before: "steps:\n  - checkout: self\n    persistCredentials: true # why?\n  - script: make test\n",
    after: "steps:\n  - checkout: self\n    persistCredentials: false # why?\n  - script: make test\n",
  },
  {
    rule: "scope/secret-env-too-wide",
    what: "a variable of all jobs goes to the step that reads it",
    path: WORKFLOW,
    before: lines(`
      on: push
      permissions: {}
      env:
        LEVEL: info
        SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - run: make test
            - name: Deploy
              run: deploy --token "$SHOP_TOKEN"`),
    after: lines(`
      on: push
      permissions: {}
      env:
        LEVEL: info
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - run: make test
            - name: Deploy
              env:
                SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}
              run: deploy --token "$SHOP_TOKEN"`),
  },
  {
    rule: "scope/secrets-inherit",
    what: "names of the called workflow's secrets are handed over, and declared there",
    path: WORKFLOW,
    files: {
      ".github/workflows/called.yml":
        "on:\n  workflow_call:\n\npermissions: {}\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - run: deploy\n        env:\n          SHOP_TOKEN: ${{ secrets.SHOP_TOKEN }}\n",
    },
    others: {
      ".github/workflows/called.yml":
        "on:\n  workflow_call:\n    secrets:\n      SHOP_TOKEN:\n        required: false\n\npermissions: {}\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - run: deploy\n        env:\n          SHOP_TOKEN: ${{ secrets.SHOP_TOKEN }}\n",
    },
    before: "on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n    secrets: inherit\n",
    after:
      "on: push\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n    secrets:\n      SHOP_TOKEN: ${{ secrets.SHOP_TOKEN }}\n",
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a value becomes a secret of the repository, its quotes and comment kept",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - run: make test\n        env:\n          SHOP_PASSWORD: "${value}" # the shop's\n`,
    after: `${HEAD}    steps:\n      - run: make test\n        env:\n          SHOP_PASSWORD: "\${{ secrets.SHOP_PASSWORD }}" # the shop's\n`,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "GitLab sets its variables by itself",
    path: ".gitlab-ci.yml",
    before: `test:\n  variables:\n    LEVEL: info\n    SHOP_PASSWORD: ${value}\n  script:\n    - make test\n`,
    after: "test:\n  variables:\n    LEVEL: info\n  script:\n    - make test\n",
  },
  {
    rule: "plaintext/plaintext-env",
    what: "Azure's macro stands for a secret variable",
    path: "azure-pipelines.yml",
    before: `steps:\n  - bash: make test\n    env:\n      SHOP_PASSWORD: '${value}'\n`,
    after: "steps:\n  - bash: make test\n    env:\n      SHOP_PASSWORD: '$(SHOP_PASSWORD)'\n",
  },
  {
    rule: "plaintext/plaintext-env",
    what: "CircleCI sets the project's variables by itself",
    path: ".circleci/config.yml",
    before: `version: 2.1\njobs:\n  test:\n    docker: [{ image: "cimg/base@${DIGEST}" }]\n    environment:\n      SHOP_PASSWORD: ${value}\n    steps:\n      - run: make test\nworkflows:\n  main:\n    jobs: [test]\n`,
    after: `version: 2.1\njobs:\n  test:\n    docker: [{ image: "cimg/base@${DIGEST}" }]\n    steps:\n      - run: make test\nworkflows:\n  main:\n    jobs: [test]\n`,
  },
  {
    rule: "plaintext/plaintext-with-input",
    what: "an input of Azure's task takes a macro",
    path: "azure-pipelines.yml",
    before: `steps:\n  - task: Upload@1\n    inputs:\n      password: ${value}\n`,
    after: "steps:\n  - task: Upload@1\n    inputs:\n      password: $(PASSWORD)\n",
  },
  {
    rule: "plaintext/plaintext-registry-auth",
    what: "a registry's password becomes a secret",
    path: WORKFLOW,
    before: `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container:\n      image: ghcr.io/acme/build@${DIGEST}\n      credentials:\n        username: acme\n        password: ${value}\n    steps:\n      - run: make test\n`,
    after: `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container:\n      image: ghcr.io/acme/build@${DIGEST}\n      credentials:\n        username: acme\n        password: \${{ secrets.PASSWORD }}\n    steps:\n      - run: make test\n`,
  },
  {
    rule: "plaintext/plaintext-connection-string",
    what: "the password of an address becomes a secret",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - run: make test\n        env:\n          SHOP_URL: postgres://shop:${value}@db.shop.example.net/shop\n`,
    after: `${HEAD}    steps:\n      - run: make test\n        env:\n          SHOP_URL: postgres://shop:\${{ secrets.SHOP_PASSWORD }}@db.shop.example.net/shop\n`,
  },
  {
    rule: "failopen/fail-open-secret-fetch",
    what: "`|| true` goes",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - run: |\n          vault kv get -field=x secret/shop >x || true # never mind\n          make test\n`,
    after: `${HEAD}    steps:\n      - run: |\n          vault kv get -field=x secret/shop >x # never mind\n          make test\n`,
  },
  {
    rule: "failopen/fail-open-secret-fetch",
    what: "a setting that lets the job go on goes",
    path: "azure-pipelines.yml",
    before:
      "steps:\n  - bash: vault kv get -field=x secret/shop >x\n    continueOnError: true\n    displayName: Fetch\n",
    after: "steps:\n  - bash: vault kv get -field=x secret/shop >x\n    displayName: Fetch\n",
  },
  {
    rule: "failopen/vault-export-failure-ignored",
    what: "the setting is turned round",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - uses: hashicorp/vault-action@${COMMIT}\n        with:\n          ignoreNotFound: true\n          secrets: secret/data/shop x\n`,
    after: `${HEAD}    steps:\n      - uses: hashicorp/vault-action@${COMMIT}\n        with:\n          ignoreNotFound: false\n          secrets: secret/data/shop x\n`,
  },
  {
    rule: "artefact/artefact-no-expiry",
    what: "an artefact of a job with secrets gets an end",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - run: deploy\n        env:\n          SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}\n      - uses: actions/upload-artifact@${COMMIT}\n        with:\n          path: out\n`,
    after: `${HEAD}    steps:\n      - run: deploy\n        env:\n          SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}\n      - uses: actions/upload-artifact@${COMMIT}\n        with:\n          path: out\n          retention-days: 7\n`,
  },
  {
    rule: "artefact/artefact-no-expiry",
    what: "GitLab's, too",
    path: ".gitlab-ci.yml",
    before: `test:\n  script:\n    - deploy --token "$SHOP_TOKEN"\n  artifacts:\n    paths: [out]\n`,
    after: `test:\n  script:\n    - deploy --token "$SHOP_TOKEN"\n  artifacts:\n    paths: [out]\n    expire_in: 1 week\n`,
  },
  {
    rule: "unpinned/unpinned-action-with-secret",
    what: "a version that is pinned elsewhere is pinned here",
    path: WORKFLOW,
    files: {
      ".github/workflows/b.yml": `${HEAD}    steps:\n      - uses: acme/deploy@${COMMIT} # v2\n`,
    },
    before: `${HEAD}    steps:\n      - uses: acme/deploy@v2\n        with:\n          token: \${{ secrets.SHOP_TOKEN }}\n`,
    after: `${HEAD}    steps:\n      - uses: acme/deploy@${COMMIT} # v2\n        with:\n          token: \${{ secrets.SHOP_TOKEN }}\n`,
  },
  {
    rule: "unpinned/unpinned-github-action",
    what: "a lock file tells the commit",
    path: WORKFLOW,
    lockFiles: {
      ".github/aw/actions-lock.json": JSON.stringify({
        entries: { "actions/cache@v4": { repo: "actions/cache", version: "v4", sha: COMMIT } },
      }),
    },
    before: `${HEAD}    steps:\n      - uses: 'actions/cache@v4' # keeps\n        with: { path: x, key: y }\n`,
    after: `${HEAD}    steps:\n      - uses: 'actions/cache@${COMMIT}' # keeps\n        with: { path: x, key: y }\n`,
  },
  {
    rule: "unpinned/unpinned-image-with-secret",
    what: "an image with a digest elsewhere gets it here",
    path: ".gitlab-ci.yml",
    before: `one:\n  image: acme/build:2.1@${DIGEST}\n  script: [make]\ntwo:\n  image: acme/build:2.1\n  script: [make]\n`,
    after: `one:\n  image: acme/build:2.1@${DIGEST}\n  script: [make]\ntwo:\n  image: acme/build:2.1@${DIGEST}\n  script: [make]\n`,
  },
  {
    rule: "untrusted/secret-in-injectable-step",
    what: "texts come in variables, as the quotes around them take it",
    path: WORKFLOW,
    before: `on:\n  issues:\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Answer\n        run: |\n          echo \${{ github.event.issue.title }} # says it\n          echo "Title: \${{ github.event.issue.title }}!"\n          echo 'Title: \${{ github.event.issue.title }}!'\n          echo '\${{ github.event.issue.title }}'\n          cat <<END\n          \${{ github.event.issue.body }}\n          END\n`,
    after: `on:\n  issues:\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Answer\n        env:\n          ISSUE_TITLE: \${{ github.event.issue.title }}\n          ISSUE_BODY: \${{ github.event.issue.body }}\n        run: |\n          echo "\${ISSUE_TITLE}" # says it\n          echo "Title: \${ISSUE_TITLE}!"\n          echo 'Title: '"\${ISSUE_TITLE}"'!'\n          echo "\${ISSUE_TITLE}"\n          cat <<END\n          \${ISSUE_BODY}\n          END\n`,
  },
  {
    rule: "cmdline/expression-in-script",
    what: "a secret comes in a variable of its name",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - run: deploy --token \${{ secrets.SHOP_TOKEN }}\n`,
    after: `${HEAD}    steps:\n      - run: deploy --token "\${SHOP_TOKEN}"\n        env:\n          SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}\n`,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a variable of Compose is filled in by whoever starts it",
    path: "docker-compose.prod.yml",
    before: lines(`
      services:
        api:
          image: node@${DIGEST}
          environment:
            - STRIPE_SECRET=${value} # live
            - DEBUG=1`),
    after: lines(`
      services:
        api:
          image: node@${DIGEST}
          environment:
            - STRIPE_SECRET=\${STRIPE_SECRET:?} # live
            - DEBUG=1`),
  },
  {
    rule: "plaintext/plaintext-with-input",
    what: "a pipe of Bitbucket gets a variable of the repository",
    path: "bitbucket-pipelines.yml",
    before: lines(`
      pipelines:
        default:
          - step:
              script:
                - pipe: atlassian/slack-notify:2.1.0
                  variables:
                    API_TOKEN: '${value}'
                    MESSAGE: done`),
    after: lines(`
      pipelines:
        default:
          - step:
              script:
                - pipe: atlassian/slack-notify:2.1.0
                  variables:
                    API_TOKEN: '$API_TOKEN'
                    MESSAGE: done`),
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a step of Drone takes a secret",
    path: ".drone.yml",
    before: lines(`
      kind: pipeline
      type: docker
      name: default
      steps:
        - name: deploy
          image: node@${DIGEST}
          environment:
            DEPLOY_TOKEN: "${value}" # of the shop
          commands: [./deploy]`),
    after: lines(`
      kind: pipeline
      type: docker
      name: default
      steps:
        - name: deploy
          image: node@${DIGEST}
          environment:
            DEPLOY_TOKEN: { from_secret: deploy_token } # of the shop
          commands: [./deploy]`),
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a step of Woodpecker takes a secret",
    path: ".woodpecker.yml",
    before: lines(`
      steps:
        deploy:
          image: node@${DIGEST}
          environment:
            DEPLOY_TOKEN: ${value}
          commands: [./deploy]`),
    after: lines(`
      steps:
        deploy:
          image: node@${DIGEST}
          environment:
            DEPLOY_TOKEN: { from_secret: deploy_token }
          commands: [./deploy]`),
  },
];

export const REFUSED: readonly RefusedCase[] = [
  {
    rule: "scope/missing-permissions",
    what: "an action that is not known",
    path: WORKFLOW,
    before: `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/anything@${COMMIT}\n`,
    why: /^what acme\/anything does with the job's token is not known$/,
  },
  {
    rule: "scope/persisted-git-credentials",
    what: "a push that comes after an upload",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/upload-artifact@v3\n        with: { path: . }\n      - run: git push\n`,
    why: /talks to the repository/,
  },
  {
    rule: "scope/secrets-inherit",
    what: "a workflow of another repository",
    path: WORKFLOW,
    before: `on: push\npermissions: {}\njobs:\n  a:\n    uses: acme/ci/.github/workflows/a.yml@${COMMIT}\n    secrets: inherit\n`,
    why: /cannot be read here/,
  },
  {
    rule: "unpinned/unpinned-action-with-secret",
    what: "a version that has two commits",
    path: WORKFLOW,
    files: {
      ".github/workflows/b.yml": `${HEAD}    steps:\n      - uses: acme/deploy@${COMMIT} # v2\n      - uses: acme/deploy@${"9876543210".repeat(4)} # v2\n`,
    },
    before: `${HEAD}    steps:\n      - uses: acme/deploy@v2\n        with:\n          token: \${{ secrets.SHOP_TOKEN }}\n`,
    why: /two commits for v2/,
  },
  {
    rule: "untrusted/secret-in-injectable-step",
    what: "code in the quotes of a program that runs it",
    path: WORKFLOW,
    before: `on:\n  issues:\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python3 -c "print('\${{ github.event.issue.title }}')"\n`,
    why: /takes the text for code/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a value that stands under two names",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - run: start\n        env:\n          SHOP_PASSWORD: ${value}\n      - run: start\n        env:\n          LEVEL: -p ${value}\n`,
    why: /under another name/,
  },
  {
    rule: "scope/broad-token-permissions",
    what: "jobs that may all need all of it",
    path: WORKFLOW,
    before: `on: push\npermissions:\n  contents: write\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/release@${COMMIT}\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/release@${COMMIT}\n`,
    why: /which of the jobs needs less/,
  },
  {
    rule: "artefact/artefact-no-expiry",
    what: "an upload that ends by itself",
    path: WORKFLOW,
    before: `${HEAD}    steps:\n      - run: deploy\n        env:\n          SHOP_TOKEN: \${{ secrets.SHOP_TOKEN }}\n      - uses: actions/upload-pages-artifact@${COMMIT}\n        with:\n          path: out\n`,
    why: /after a day by itself/,
  },
];
