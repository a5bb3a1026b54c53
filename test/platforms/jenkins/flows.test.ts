import { describe, expect, it } from "vitest";
import { readWell, references, ways } from "./read.ts";

const node = (body: string): string => `node {\n${body}\n}\n`;

describe("references", () => {
  it("are credentials of an environment, with those of a stage", () => {
    const found = readWell(`pipeline {
  agent any
  environment {
    A = credentials('all')
    KEY_ID = 'by-name'
    B = credentials("\${KEY_ID}")
    C = "x \${A_PSW}"
  }
  stages {
    stage('One') {
      environment { D = credentials('one') }
      steps { sh 'make "$A" "$A_USR" "$B" "$C" "$D"' }
    }
  }
}
`);
    expect(references(found)).toEqual(["all env /: all (A)", "by-name env /: ${KEY_ID} (B)", "one env One/: one (D)"]);
    expect(ways(found, "argv")).toEqual([
      "all -> argv make: $A",
      "by-name -> argv make: $B",
      "all > x ${A_PSW} -> argv make: $C",
      "one -> argv make: $D",
    ]);
  });

  it.each([
    ["string(credentialsId: 'x', variable: 'V')", "sh 'm $V'", ["x -> argv m: $V"]],
    [
      "usernamePassword(credentialsId: 'x', usernameVariable: 'U', passwordVariable: 'P')",
      "sh 'm $U $P'",
      ["x -> argv m: $P"],
    ],
    ["usernameColonPassword(credentialsId: 'x', variable: 'V')", "sh 'm $V'", ["x -> argv m: $V"]],
    [
      "sshUserPrivateKey(credentialsId: 'x', keyFileVariable: 'K', passphraseVariable: 'P', usernameVariable: 'U')",
      "sh 'm $K $U $P'",
      ["x -> argv m: $P"],
    ],
    ["file(credentialsId: 'x', variable: 'V')", "sh 'm $V'", []],
    [
      "certificate(credentialsId: 'x', keystoreVariable: 'K', passwordVariable: 'P')",
      "sh 'm $K $P'",
      ["x -> argv m: $P"],
    ],
    ["dockerCert(credentialsId: 'x', variable: 'V')", "sh 'm $V'", []],
    ["aws(credentialsId: 'x')", "sh 'm $AWS_SECRET_ACCESS_KEY'", ["x -> argv m: $AWS_SECRET_ACCESS_KEY"]],
    ["[$class: 'StringBinding', credentialsId: 'x', variable: 'V']", "sh 'm $V'", ["x -> argv m: $V"]],
    [
      "[$class: 'org.example.UsernamePasswordMultiBinding', credentialsId: 'x', usernameVariable: 'U', passwordVariable: 'P']",
      "bat 'm %U% %P%'",
      ["x -> argv m: %P%"],
    ],
    [
      "gitUsernamePassword(credentialsId: 'x', gitToolName: 'git')",
      "sh 'm $GIT_PASSWORD'",
      ["x -> argv m: $GIT_PASSWORD"],
    ],
  ])("are what withCredentials binds: %s", (binding, step, expected) => {
    const found = readWell(node(`withCredentials([${binding}]) {\n${step}\n}\n${step}`));
    expect(new Set(found.flows.references.map(({ secret }) => secret))).toEqual(
      new Set(["x", ...unboundIn(step, found)]),
    );
    expect(ways(found, "argv").filter((way) => way.startsWith("x "))).toEqual(
      expected.map((way) => way.replace("x ->", `x ${nameOf(binding)}->`)),
    );
  });

  it("are what other steps are given", () => {
    const found = readWell(
      node(`sshagent(['ssh-key', other]) { sh 'ssh host' }
withAWS(credentials: 'aws-user', region: 'eu') { sh 'aws s3 ls' }
docker.withRegistry('https://registry.example.com', 'registry') { }
git url: 'https://git.example.com/a.git', credentialsId: 'git'
checkout([$class: 'GitSCM', userRemoteConfigs: [[credentialsId: 'deep', url: 'x']]])
withVault([vaultSecrets: [[path: 'kv/a', secretValues: [[envVar: 'V', vaultKey: 'b'], [vaultKey: 'c']]]]]) { sh 'm $V $c' }
httpRequest url: 'https://api.example.com', authentication: 'http'
def bindings = [string(credentialsId: 'listed', variable: 'L')]
withCredentials(bindings) { sh 'm $L' }
withCredentials(elsewhere()) { sh 'ls' }`),
    );
    expect(references(found)).toEqual([
      "ssh-key input /: ssh-key (SSH_AUTH_SOCK)",
      "* input /: other (SSH_AUTH_SOCK)",
      "aws-user input /: aws-user (AWS_ACCESS_KEY_ID)",
      "aws-user input /: aws-user (AWS_SECRET_ACCESS_KEY)",
      "registry input /: registry (credentialsId)",
      "git input /: git (credentialsId)",
      "deep input /: deep (credentialsId)",
      "kv/a#b env /withVault: kv/a (V)",
      "kv/a#c env /withVault: kv/a (c)",
      "http input /: http (authentication)",
      "listed env /withCredentials: listed (L)",
      "* context /withCredentials: elsewhere()",
    ]);
    expect(ways(found, "host")).toEqual(["registry -> host registry.example.com: docker.withRegistry"]);
  });

  it("are variables that nothing sets, if their names say so", () => {
    const found = readWell(
      node("sh \"a ${DEPLOY_TOKEN} \\$NPM_TOKEN ${deployToken} ${BUILD_TAG}\"\nsh 'b $BUILD_TOKEN $TOKEN_NAME'"),
    );
    expect(references(found)).toEqual(["DEPLOY_TOKEN script /1: ${DEPLOY_TOKEN}", "NPM_TOKEN script /1: \\$NPM_TOKEN"]);
  });
});

/** The text that names the variable of a binding, as the station of a way. */
function nameOf(binding: string): string {
  const [, name] = /(?:passphraseVariable|passwordVariable|variable): '(\w+)'/.exec(binding) ?? [];
  return name === undefined ? "" : `> ${name} `;
}

/** Secrets by their names, outside of the block. */
const unboundIn = (step: string, { flows }: ReturnType<typeof readWell>): string[] =>
  flows.references.map(({ secret }) => secret).filter((secret) => secret !== "x" && step.includes(secret));

const bound = (body: string): string =>
  node(`withCredentials([string(credentialsId: 'x', variable: 'T')]) {\n${body}\n}`);

describe("what Groovy fills in", () => {
  it.each([
    ["double quotes", 'sh "m ${T}"', ["T*"]],
    ["double quotes with a bare name", 'sh "m $T"', ["T*"]],
    ["three double quotes", 'sh """\nm ${env.T}\n"""', ["env.T*"]],
    ["a sum", "sh 'm ' + T + ' n'", ["T*"]],
    ["a map", 'sh(script: "m ${T}", returnStdout: true)', ["T*"]],
    ["a variable", 'def line = "m ${T}"\nsh line', ["T*"]],
    ["a choice", "sh(a ? \"m ${T}\" : 'n')", ["T*"]],
    ["what is stripped", 'sh """\nm ${T}\n""".stripIndent()', ["T*"]],
    ["single quotes", "sh 'm $T ${T}'", []],
    ["an escaped dollar", 'sh "m \\$T \\${T}"', []],
    ["three single quotes", "sh '''\nm ${T}\n'''", []],
    ["something else", 'sh "m ${env.BUILD_NUMBER} \\$T"', ["env.BUILD_NUMBER"]],
  ])("is told from what the shell does: %s", (_, step, expected) => {
    const { flows } = readWell(bound(step));
    const shown = flows.scripts.flatMap(({ filled = [] }) =>
      filled.map(({ path, secrets }) => `${path}${secrets.length > 0 ? "*" : ""}`),
    );
    expect(shown).toEqual(expected);
    // Whoever fills it in, the secret arrives.
    expect(flows.flows.some(({ sink }) => sink.kind === "argv")).toBe(true);
  });
});

describe("ways", () => {
  it.each([
    ["a variable of Groovy", 'def a = T\ndef b = "x ${a}"\necho b', ["x > T > a > b -> log echo: b"]],
    ["what a method makes of it", "echo T.take(3)", ["x > T -> log echo: T.take(3)!"]],
    ["what tells nothing of it", "echo \"${T.length()} ${T.contains('a')}\"", []],
    [
      "what a step prints into a variable",
      "def a = sh(script: 'echo $T', returnStdout: true).trim()\necho a",
      ["x > T > a -> log echo: a"],
    ],
    [
      "what a script makes of it there",
      "def a = sh(script: 'echo $T | base64', returnStdout: true)\necho a",
      ["x > T > a -> log echo: a!"],
    ],
    ["another environment", "withEnv([\"U=${T}\"]) { sh 'echo $U' }", ["x > T > U -> log echo: $U"]],
    ["a loop", "for (i in 1..3) { echo T }", ["x > T -> log echo: T"]],
    ["a closure", "[1].each { n -> echo T }", ["x > T -> log echo: T"]],
    ["a parameter that hides it", "[1].each { T -> echo T }", []],
    ["a declaration that hides it", "def T = 'a'\necho T", []],
    ["a file", "writeFile file: 'a.txt', text: T", ["x > T -> file a.txt: T"]],
    ["another job", "build job: 'b', parameters: [password(name: 'P', value: T)]", ["x > T -> callee b: T"]],
    ["a message", 'slackSend message: "a ${T}"', ["x > T -> action slackSend: ${T}"]],
    [
      "an address",
      'httpRequest "https://api.example.com/?t=${T}"',
      ["x > T -> action httpRequest: ${T}", "x > T -> host api.example.com: ${T}"],
    ],
    ["a function of elsewhere", "deployShop(token: T)", ["x > T -> callee deployShop: deployShop"]],
    [
      "a file that is kept",
      "sh 'echo $T > out/t.txt'\narchiveArtifacts artifacts: 'out/**'",
      ["x > T -> file out/t.txt: $T", "x > T -> artefact out/t.txt: $T"],
    ],
    [
      "a file that is left out",
      "sh 'echo $T > t.txt'\narchive includes: '*', excludes: 't.txt'",
      ["x > T -> file t.txt: $T"],
    ],
    [
      "Python",
      "sh '''#!/usr/bin/env python3\nimport os\nprint(os.environ[\"T\"])\n'''",
      ['x > T -> log print: os.environ["T"]'],
    ],
    ["PowerShell", "pwsh 'Write-Host $env:T'", ["x > T -> log Write-Host: $env:T"]],
  ])("go through %s", (_, step, expected) => {
    expect(ways(readWell(bound(step)))).toEqual(expected);
  });

  it("go into functions, as the call has it that brings most secrets", () => {
    const found = readWell(
      `def say(a) { echo a\n tell() }\ndef tell() { sh 'echo $T' }\ndef never() { echo "\${OTHER_TOKEN}" }\n${bound("say('a')\nsay(T)")}`,
    );
    expect(ways(found)).toEqual([
      "x > T -> log echo: a",
      "x > T -> log echo: $T",
      "OTHER_TOKEN -> log echo: ${OTHER_TOKEN}",
    ]);
  });

  it("are masked up to the end of the block", () => {
    const found = readWell(
      node(
        "withCredentials([string(credentialsId: 'x', variable: 'T')]) {\nkept = T\nenv.KEPT = T\necho kept\n}\necho kept\nsh 'echo $KEPT'",
      ),
    );
    expect(ways(found)).toEqual([
      "x > T > kept -> log echo: kept",
      "x > T > kept -> log echo: kept!",
      "x > T > T -> log echo: $KEPT!",
    ]);
  });
});

describe("facts", () => {
  it("tell images with the secrets that reach them", () => {
    const found = readWell(`pipeline {
  agent { docker { image 'node:20'
    registryCredentialsId 'pull' } }
  environment { A = credentials('a') }
  stages {
    stage('One') {
      agent { kubernetes { yaml """
        containers:
          - image: "example/pod:1"
          - name: b
            image: \${IMAGE}
      """ } }
      steps { sh 'x' }
    }
    stage('Two') {
      steps {
        script {
          def tag = '3.1'
          docker.image("alpine:\${tag}").inside { sh 'y' }
        }
      }
    }
  }
}
`);
    expect(
      found.flows.images.map(({ name, version, job = "", secrets }) => `${name} ${version} ${job} ${secrets.length}`),
    ).toEqual(["node 20  1", "example/pod 1 One 1", "${IMAGE}  One 1", "alpine 3.1 Two 1"]);
  });

  it("tell stages as jobs, with what starts them", () => {
    const { flows } = readWell(`pipeline {
  agent { label 'built-in' }
  triggers { cron('@daily')
    upstream 'a' }
  stages {
    stage('Check') { when { changeRequest() }
      steps { sh 'a' } }
    stage('Deploy') { agent { label 'linux' }
      when { branch 'main' }
      steps { sh 'b' } }
    stage('Rest') { steps { sh 'c' } }
  }
}
`);
    const shown = flows.jobs.map(
      ({ name, triggers, anyBranch, ownMachine }) =>
        `${name} ${triggers.map(({ event }) => event).join("+")}${anyBranch ? " any" : ""} ${ownMachine?.name ?? "-"}`,
    );
    expect(shown).toEqual([
      "Check change_request any built-in",
      "Deploy push+schedule+upstream -",
      "Rest push+schedule+upstream+change_request any built-in",
    ]);
  });

  it.each<[string, boolean]>([
    ['sh "checkout ${env.GIT_BRANCH}"', false],
    ["if (params.branch == 'main') { sh 'b' }", false],
    ["if (env.BRANCH_NAME == 'main') { sh 'b' }", true],
    ["if (env.CHANGE_ID) { sh 'b' }", true],
  ])("are of any branch only where a multibranch pipeline shows: %s", (step, expected) => {
    const { flows } = readWell(`node { stage('One') { sh 'a' }\nstage('Two') { ${step} } }\n`);
    expect(flows.jobs.map(({ anyBranch }) => anyBranch)).toEqual([expected, false]);
  });

  it("tell literals, parameters, transfers and what is loaded", () => {
    const { flows } = readWell(`@Library('steps@v1') _
pipeline {
  agent any
  environment { A = 'b'
    C = "d \${E}" }
  options { buildDiscarder(logRotator(artifactDaysToKeepStr: '7')) }
  parameters { password(name: 'P', defaultValue: 'q') }
  stages {
    stage('One') {
      steps {
        withEnv(['F=g', "H=\${I}"]) { sh 'j' }
        archiveArtifacts artifacts: 'k/**, l', excludes: 'm'
        cache(caches: [arbitraryFileCache(path: 'n')]) { sh 'o' }
        slackSend channel: '#r', message: "s \${T}"
        script { load 'u.groovy'
          env.V = 'w' }
      }
    }
  }
}
`);
    expect(flows.literals.map(({ name, value, via }) => `${via} ${name}=${value}`)).toEqual([
      "env A=b",
      "env F=g",
      "input channel=#r",
      "env V=w",
    ]);
    expect(
      flows.parameters.map(({ name, takesText, default: value }) => `${name} ${takesText} ${value?.value}`),
    ).toEqual(["P false q"]);
    expect(
      flows.transfers.map(
        ({ kind, paths, excluded, expiry }) =>
          `${kind} ${paths.map(({ value }) => value).join()} -${excluded.join()} ${expiry?.value}`,
      ),
    ).toEqual(["artefact k/**,l -m 7", "cache n - undefined"]);
    expect(flows.inclusions.map(({ name, version, pinned }) => `${name} ${version} ${pinned}`)).toEqual([
      "steps v1 false",
      "u.groovy  true",
    ]);
    expect(flows.tools.map(({ name, inputs = [] }) => `${name} ${inputs.map((input) => input.name).join()}`)).toEqual([
      "slackSend channel,message",
    ]);
  });

  it("tell commands that may fail", () => {
    const { flows } = readWell(
      node(
        "sh 'a'\ncatchError(buildResult: 'SUCCESS') { sh 'b' }\ncatchError { sh 'c' }\nwarnError('x') { sh 'd' }\ntry { sh 'e' } catch (x) { echo 'f' }\ntry { sh 'g' } catch (x) { throw x }\nsh 'h || true'",
      ),
    );
    expect(
      flows.commands
        .filter(({ name }) => name.length === 1)
        .map(({ name, unheeded }) => `${name} ${unheeded?.by ?? "-"}`),
    ).toEqual(["a -", "b step", "c -", "d step", "e step", "g -", "h guard"]);
  });
});
