const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Sections and steps that only say how or where what stands in them is run. */
const WRAPPERS = words(`
  pipeline stages stage steps script parallel matrix axes axis excludes post always success failure unstable changed fixed
  regression aborted unsuccessful cleanup notBuilt node dir ws timeout retry timestamps ansiColor lock throttle milestone waitUntil
  catchError warnError withEnv withCredentials withVault withAWS sshagent container podTemplate containerTemplate containerTemplates
  envVar secretEnvVar containerEnvVar secretVolume hostPathVolume emptyDirVolume persistentVolumeClaim configMapVolume
  stageWithLock wrap withMaven withGradle withSonarQubeEnv withKubeConfig withKubeCredentials configFileProvider configFile
  withDockerRegistry withDockerContainer withDockerServer withContext isolateBuild tool input when options triggers environment agent
  tools parameters libraries lib label any none docker dockerfile kubernetes yaml image args customWorkspace
  buildDiscarder logRotator disableConcurrentBuilds skipDefaultCheckout properties pipelineTriggers durabilityHint quietPeriod
  expression branch not allOf anyOf equals tag buildingTag changeset changelog beforeAgent changeRequest triggeredBy isUnix
  maven jdk nodejs gradle go ant withChecks withFolderProperties sleep pwd deleteDir cleanWs fileExists readFile readJSON readYaml
  readProperties readMavenPom readCSV readTrusted findFiles getContext echo print println printf error unstable
  checkout git unstash junit xunit recordIssues publishHTML fingerprint cron pollSCM upstream nodesByLabel
  archiveArtifacts archive stash writeFile writeJSON writeYaml load library build string password booleanParam text choice
  hash sha1 sha256 touch zip unzip tar untar currentBuild failFast return usernamePassword usernameColonPassword
  sshUserPrivateKey file certificate dockerCert aws credentials resolveScm modernSCM scm libraryResource pushd evaluate
`);

/** Steps of plugins that take texts, and do something with them elsewhere. */
export const TOOLS = words(`
  httpRequest slackSend slackUploadFile mail emailext office365ConnectorSend discordSend telegramSend mattermostSend
  rocketSend hipchatSend googlechatnotification zulipSend ircNotify jiraComment jiraAddComment jiraNewIssue jiraSendBuildInfo
  jiraSendDeploymentInfo githubNotify updateGitlabCommitStatus gitlabCommitStatus addGitLabMRComment setGitHubPullRequestStatus
  bitbucketStatusNotify s3Upload s3Download cfnUpdate ecrLogin awsIdentity uploadToS3 nexusArtifactUploader nexusPublisher
  sshPublisher sshCommand sshScript sshPut sshGet ansiblePlaybook ansibleTower terraform kubernetesDeploy kubeconfig
  openshiftDeploy dockerfile sonarqube waitForQualityGate rtUpload rtDownload rtServer rtPublishBuildInfo rtMavenDeployer
  rtMavenResolver rtMavenRun rtGradleRun rtNpmInstall rtDockerPush acrQuickTask azureCLI azureWebAppPublish azureUpload
  googleStorageUpload googleStorageDownload kubernetesEngineDeploy step triggerRemoteJob snykSecurity
  dependencyCheck dependencyTrackPublisher trivy veracode checkmarx fortifyUpload nodejs helm pushToCloudFoundry withDocker
  publishCoverage codecov coveralls datadog splunkins sendSplunkFile influxDbPublisher appCenter uploadAppCenter
  octopusPush octopusCreateRelease octopusDeployRelease salesforce allure gatlingArchive perfReport cache
`);

/** Objects of Groovy and of Jenkins, whose methods are no steps. */
const OBJECTS = words(`
  env params currentBuild scm docker this manager Jenkins System Math Arrays Collections JsonOutput groovy java hudson jenkins
  log logger steps script pipeline out
`);

/** Whether a call is one of the language, of an object of it, or of Jenkins, so that it is no function of a library. */
export function isKnown(name: string): boolean {
  const [first = ""] = name.split(".", 1);
  return name === "" || WRAPPERS.has(name) || TOOLS.has(name) || OBJECTS.has(first) || /^(?:@|new )/.test(name);
}
