import type { Forge } from "../forge.ts";
import type { Gate } from "../gate.ts";

function steps({ install, sealint }: Gate): string {
  return `  - checkout: self
    fetchDepth: 0
  - task: UseNode@1
    inputs:
      version: 24.x
${install.map((command) => `  - script: ${command}\n`).join("")}  - script: mkdir -p "$(Build.ArtifactStagingDirectory)/sealint"
  # What a pull request brings.
  - script: >-
      ${sealint} scan --ci --format text
      --format junit=$(Build.ArtifactStagingDirectory)/sealint/junit.xml
      --format sarif=$(Build.ArtifactStagingDirectory)/sealint/sealint.sarif
    displayName: sealint, what the pull request brings
    condition: and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))
  # Azure does not tell what a push came after, so otherwise all files are searched.
  - script: >-
      ${sealint} scan --format text
      --format junit=$(Build.ArtifactStagingDirectory)/sealint/junit.xml
      --format sarif=$(Build.ArtifactStagingDirectory)/sealint/sealint.sarif
    displayName: sealint, all files
    condition: and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))
  - task: PublishTestResults@2
    condition: succeededOrFailed()
    inputs:
      testResultsFormat: JUnit
      testResultsFiles: $(Build.ArtifactStagingDirectory)/sealint/junit.xml
      testRunTitle: sealint
  # The extension "SARIF SAST Scans Tab" shows what lies under this name.
  - task: PublishBuildArtifacts@1
    condition: succeededOrFailed()
    inputs:
      pathToPublish: $(Build.ArtifactStagingDirectory)/sealint
      artifactName: CodeAnalysisLogs
`;
}

/** https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/ */
export const AZURE: Forge = {
  name: "azure",
  title: "Azure Pipelines",
  files: ["azure-pipelines.yml", "azure-pipelines.yaml"],
  signs: ["azure-pipelines.yml", "azure-pipelines.yaml", ".azure-pipelines"],
  host: /^(?:ssh\.)?dev\.azure\.com$|\.visualstudio\.com$/,
  file: (gate) => `# Fails where a pull request brings a secret, or a file of the main branch holds one.
trigger:
  - main
  - master
pr:
  - "*"
# Once a week, although nothing has changed: rules learn, and what was accepted until some day is a finding again.
schedules:
  - cron: "17 4 * * 1"
    displayName: weekly
    branches:
      include:
        - main
        - master
    always: true
pool:
  vmImage: ubuntu-latest
steps:
${steps(gate)}`,
  addition: steps,
  where: "Add these steps to a job of it.",
  afterwards: [
    "Create a pipeline from that file. With Azure Repos, add it to the branch policies as a build validation: `pr:` does nothing there.",
  ],
};
