import type { Forge } from "../forge.ts";
import { type Gate, NODE_IMAGE } from "../gate.ts";

function stages({ install, sealint }: Gate): string {
  const first = install.map((command) => `        sh '${command}'\n`).join("");
  return `    // What a change brings. The clone must not be shallow, and has to have the branch that the change goes to.
    stage('Secrets that the change brings') {
      when { changeRequest() }
      steps {
${first}        sh '${sealint} scan --ci --format text --format junit=sealint-junit.xml --format sarif=sealint.sarif'
      }
    }
    stage('Secrets in all files') {
      when { not { changeRequest() } }
      steps {
${first}        sh '${sealint} scan --format text --format junit=sealint-junit.xml --format sarif=sealint.sarif'
      }
    }
`;
}

/** https://www.jenkins.io/doc/book/pipeline/syntax/ */
export const JENKINS: Forge = {
  name: "jenkins",
  title: "Jenkins",
  files: ["Jenkinsfile"],
  signs: ["Jenkinsfile"],
  file: (gate) => `// Fails where a change brings a secret, or a file of another branch holds one.
pipeline {
  agent {
    docker { image '${NODE_IMAGE}' }
  }
  environment {
    // Outside of the workspace, so that it is not searched.
    npm_config_cache = "\${WORKSPACE_TMP}/npm"
  }
  triggers {
    // Secrets expire and rules learn without a change: once a week, on the main branch.
    cron(env.BRANCH_IS_PRIMARY == 'true' ? 'H 4 * * 1' : '')
  }
  stages {
${stages(gate)}  }
  post {
    always {
      junit testResults: 'sealint-junit.xml', allowEmptyResults: true
      archiveArtifacts artifacts: 'sealint.sarif', allowEmptyArchive: true
    }
  }
}
`,
  addition: stages,
  where: "Add these stages to it, where an agent has Node 22.18 or newer.",
  afterwards: ["Make a multibranch pipeline of the repository; it needs the plugins Docker Pipeline and JUnit."],
};
